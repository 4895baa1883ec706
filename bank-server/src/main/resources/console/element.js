// What all our components have in common.

import {LitElement} from 'lit';
import {onLanguage} from './i18n.js';
import {live} from './live.js';
import {NetworkError} from './api.js';

/** Renders into the page itself, so that one style sheet and plain selectors reach everything. */
export class RsElement extends LitElement {
  #leave = [];

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    this.#adoptFields();
    super.connectedCallback();
    this.whileConnected(onLanguage(() => this.requestUpdate()));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leave.forEach((leave) => leave());
    this.#leave = [];
  }

  /** A class field hides Lit's accessor of the same name; so its value goes through that instead. */
  #adoptFields() {
    for (const name of this.constructor.elementProperties.keys()) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
  }

  /** Takes what a subscription returned and calls it when the element leaves the page. */
  whileConnected(leave) {
    this.#leave.push(leave);
  }
}

const RETRY_MAX = 10_000;

/**
 * Something from the API that an element shows: loads it, keeps the last answer while a newer one
 * is on its way or the server is gone, and tries again by itself.
 *
 *   #accounts = new Load(this, (signal) => get('/api/v1/accounts', {}, {signal}));
 *   render() { return status(this.#accounts, (page) => html`…`); }
 */
export class Load {
  data = undefined;
  error = null;
  loading = true;

  #host;
  #fetcher;
  #request = null;
  #timer = 0;
  #failures = 0;
  #unsubscribe = () => {};
  #soon = 0;
  #options;

  /**
   * @param options.on which events of the log make it load again (a predicate); none by default
   * @param options.wait at most once in so many milliseconds, however many events come
   * @param options.manual does not load by itself when the element appears
   */
  constructor(host, fetcher, options = {}) {
    this.#host = host;
    this.#fetcher = fetcher;
    this.#options = {on: () => false, wait: 1000, manual: false, ...options};
    host.addController(this);
  }

  /** Something is shown that may be out of date. */
  get stale() {
    return this.data !== undefined && this.error !== null;
  }

  get offline() {
    return this.error instanceof NetworkError;
  }

  hostConnected() {
    this.#unsubscribe = live.subscribe((events, again) => {
      if (again || events.some(this.#options.on)) {
        this.#later();
      }
    });
    if (!this.#options.manual) {
      this.reload();
    }
  }

  hostDisconnected() {
    this.#unsubscribe();
    this.#request?.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#soon);
    this.#soon = 0;
  }

  /** Forgets what is shown, for another question. */
  restart() {
    this.data = undefined;
    return this.reload();
  }

  async reload() {
    this.#request?.abort();
    clearTimeout(this.#timer);
    const request = new AbortController();
    this.#request = request;
    this.loading = true;
    this.#host.requestUpdate();
    try {
      const data = await this.#fetcher(request.signal);
      if (this.#request === request) {
        this.data = data;
        this.error = null;
        this.#failures = 0;
      }
    } catch (e) {
      if (this.#request !== request || request.signal.aborted) {
        return;
      }
      this.error = e;
      this.#tryAgain(e);
    }
    if (this.#request === request) {
      this.loading = false;
      this.#host.requestUpdate();
    }
  }

  #tryAgain(error) {
    if (error instanceof NetworkError || error.status >= 500) {
      this.#failures++;
      const delay = Math.min(RETRY_MAX, 500 * 2 ** this.#failures);
      this.#timer = setTimeout(() => this.reload(), delay);
    } else if (!error.status) {
      console.error(error);
    }
  }

  #later() {
    this.#soon ||= setTimeout(() => {
      this.#soon = 0;
      this.reload();
    }, this.#options.wait);
  }
}
