// Texts as they are looked for: without accents, case and doubled blanks, as the server folds names.

const LETTERS = {ł: 'l', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ð: 'd', ı: 'i'};

export function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/[łøđæœßþðı]/g, (letter) => LETTERS[letter]).replace(/\s+/g, ' ').trim();
}

/** matcher('jose 12')(['José', null, '12-3']): whether every word is in one of the texts. */
export function matcher(sought) {
  const words = fold(sought).split(' ').filter(Boolean);
  return (texts) => {
    const folded = texts.filter(Boolean).map(fold);
    return words.every((word) => folded.some((text) => text.includes(word)));
  };
}
