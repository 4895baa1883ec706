// One stream of the log for the whole page. It is read with fetch() and not with EventSource,
// which hears only events whose types it was told, and hides when it lost the server.

const URL_OF_LOG = '/api/v1/events';
const SILENCE_MAX = 25_000; // The server says something every 10 s.
const BACKOFF_MAX = 10_000;
const HIDDEN_MAX = 60_000;

class Live {
  /** 'connecting', 'live', 'reconnecting' or 'offline'; 'taken_back' for a moment. */
  state = 'connecting';

  /** Of the last event that was heard. */
  position = null;

  #listeners = new Set();
  #watchers = new Set();
  #waiting = [];
  #frame = 0;
  #failures = 0;
  #stream = null;
  #hiddenSince = 0;

  start() {
    document.addEventListener('visibilitychange', () => this.#visibility());
    addEventListener('online', () => this.#connect());
    addEventListener('offline', () => this.#enter('offline'));
    this.#connect();
  }

  /**
   * Calls back with every run of new events, at most once per frame; the returned function ends it.
   * Where `again` is true, something may have been missed: load everything anew.
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back whenever the state changes. */
  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** A hidden page lets go of its connection: browsers have only six for all their tabs. */
  #visibility() {
    if (document.hidden) {
      this.#hiddenSince = Date.now();
      this.#stream?.abort();
      this.#stream = null;
    } else if (this.#stream === null) {
      if (Date.now() - this.#hiddenSince > HIDDEN_MAX) {
        this.position = null; // Too much to catch up with: look at what is there instead.
        this.#tell([], true);
      }
      this.#connect();
    }
  }

  async #connect() {
    this.#stream?.abort();
    const stream = new AbortController();
    this.#stream = stream;
    const returning = this.#failures > 0;
    try {
      const headers = {Accept: 'text/event-stream'};
      if (this.position !== null) {
        headers['Last-Event-ID'] = String(this.position);
      }
      const answer = await fetch(URL_OF_LOG, {headers, signal: stream.signal, credentials: 'omit'});
      if (!answer.ok) {
        await this.#refused(answer);
      }
      this.#failures = 0;
      this.#enter('live');
      if (returning) {
        this.#tell([], true);
      }
      await this.#read(answer.body.getReader(), stream);
    } catch {
      // Every way to lose the stream ends in the same place.
    }
    if (this.#stream === stream) {
      this.#retry();
    }
  }

  /** Where the log does not reach what was heard, it was taken back to an earlier moment. */
  async #refused(answer) {
    const {code} = await answer.json();
    if (code === 'position_ahead_of_log') {
      this.position = null;
      this.#enter('taken_back');
    }
    throw new Error(`HTTP ${answer.status}`);
  }

  #retry() {
    this.#failures++;
    this.#enter(navigator.onLine ? 'reconnecting' : 'offline');
    const delay = Math.min(BACKOFF_MAX, 250 * 2 ** Math.min(this.#failures, 8));
    const stream = this.#stream;
    setTimeout(() => {
      if (this.#stream === stream && !document.hidden) {
        this.#connect();
      }
    }, delay * (0.75 + Math.random() / 2));
  }

  async #read(reader, stream) {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const silence = setTimeout(() => stream.abort(), SILENCE_MAX);
      const {done, value} = await reader.read().finally(() => clearTimeout(silence));
      if (done) {
        return;
      }
      const blocks = (text + decoder.decode(value, {stream: true})).split('\n\n');
      text = blocks.pop();
      blocks.forEach((block) => this.#hear(block));
    }
  }

  #hear(block) {
    const data = block.split('\n').find((line) => line.startsWith('data: '));
    if (data) {
      const event = JSON.parse(data.slice(6));
      this.position = event.position;
      this.#waiting.push(event);
      this.#frame ||= requestAnimationFrame(() => this.#deliver());
    }
  }

  #deliver() {
    const events = this.#waiting;
    this.#waiting = [];
    this.#frame = 0;
    this.#tell(events, false);
  }

  #tell(events, again) {
    this.#listeners.forEach((listener) => listener(events, again));
  }

  #enter(state) {
    if (state !== this.state) {
      this.state = state;
      this.#watchers.forEach((watcher) => watcher(state));
    }
  }
}

export const live = new Live();
