// The only way to the server. Answers are JSON; refusals are ApiErrors, silence is a NetworkError.

const PATIENCE = 15_000;
const ATTEMPTS = 4;

/** A refusal of the API (RFC 9457): its code is stable, its errors name fields by pointer. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.problem = problem;
  }
}

/** No answer: nobody knows whether the request arrived. */
export class NetworkError extends Error {}

// What this page wrote last: reads ask to see it.
let written = 0;

/** GET, as JSON. {signal} ends it early. */
export async function get(path, query = {}, {signal} = {}) {
  return (await getPage(path, query, {signal})).body;
}

/** Like get(), with the headers. */
export async function getPage(path, query = {}, {signal, accept = 'application/json'} = {}) {
  const headers = {Accept: accept};
  if (written > 0) {
    headers['Ledger-Position'] = String(written);
  }
  try {
    return await exchange(withQuery(path, query), {headers}, signal);
  } catch (e) {
    if (e.code === 'position_ahead_of_log' && written > 0) {
      written = 0; // Taken back to an earlier moment, the log has what there is.
      return getPage(path, query, {signal, accept});
    }
    if (e.code === 'read_model_behind') {
      written = 0; // Waited long enough; the next try takes what is there.
    }
    throw e;
  }
}

/** All pages of a list, page by page. */
export async function* pages(path, query = {}, options = {}) {
  let cursor = null;
  do {
    const page = await get(path, {limit: 1000, ...query, cursor}, options);
    yield page.items;
    cursor = page.next_cursor;
  } while (cursor !== null);
}

/**
 * POST of a command, once: the same key is sent again when no answer comes, and the server
 * remembers what it answered.
 */
export async function post(path, body = {}, {key = newKey(), signal} = {}) {
  const request = {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
    body: JSON.stringify(body),
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await exchange(path, request, signal);
      written = Math.max(written, Number(answer.headers.get('Ledger-Position') ?? 0));
      return answer.body;
    } catch (e) {
      const again = e instanceof NetworkError || [502, 503, 504].includes(e.status);
      if (!again || attempt === ATTEMPTS || signal?.aborted) {
        throw e;
      }
      await pause(250 * 2 ** attempt);
    }
  }
}

/** Outside of https and localhost there is no randomUUID. */
export function newKey() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  return Array.from(crypto.getRandomValues(new Uint8Array(16)),
    (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** '/accounts' and {q: 'a b', status: null} → '/accounts?q=a+b' */
export function withQuery(path, query) {
  const given = Object.entries(query).filter(([, value]) => value != null && value !== '');
  const text = new URLSearchParams(given).toString();
  return text === '' ? path : `${path}?${text}`;
}

async function exchange(url, request, signal) {
  const patience = AbortSignal.timeout(PATIENCE);
  let answer;
  let text;
  try {
    answer = await fetch(url, {
      ...request,
      credentials: 'omit',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    text = await answer.text();
  } catch (e) {
    if (signal?.aborted) {
      throw e;
    }
    throw new NetworkError(e.message);
  }
  const isJson = /json/.test(answer.headers.get('Content-Type') ?? '');
  if (!answer.ok) {
    throw new ApiError(answer.status, isJson ? JSON.parse(text) : {});
  }
  return {body: isJson && !answer.headers.get('Content-Type').includes('ndjson')
    ? JSON.parse(text) : text, headers: answer.headers};
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
