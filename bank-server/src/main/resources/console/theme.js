// A plain script, so that the first paint already has the right colours.
document.documentElement.dataset.theme = localStorage.getItem('rastro.theme') ?? 'system';
