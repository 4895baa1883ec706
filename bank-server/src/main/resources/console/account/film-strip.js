// <rs-film-strip .film .version .asOf .length>: every event as a frame, thousands of which only those in
// sight are in the page. A click or the arrow keys, Home, End and the page keys choose a frame
// (rs-scrub: {version}); Enter, or a click on an amount, shows the event.

import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {RsElement} from '../element.js';
import {date, number} from '../format.js';
import {eventName} from '../events.js';
import {t} from '../i18n.js';
import {openEvent} from '../components/event-drawer.js';
import '../components/money.js';
import '../components/time.js';

const SPARE = 3;
const FRAME = 172;
const FRAME_NARROW = 148;
const PAGE = 10;

class RsFilmStrip extends RsElement {
  static properties = {
    film: {attribute: false},
    version: {type: Number},
    asOf: {attribute: false},
    length: {type: Number},
    _first: {state: true},
    _last: {state: true},
    _narrow: {state: true},
  };

  _first = 0;
  _last = 12;
  _narrow = false;
  #seen = 0;
  #centred = 0;

  connectedCallback() {
    super.connectedCallback();
    const resize = new ResizeObserver(([entry]) => {
      this._narrow = entry.contentRect.width < 560;
      this.#centred = 0;
      this.requestUpdate();
    });
    resize.observe(this);
    this.whileConnected(() => resize.disconnect());
  }

  get #frameWidth() {
    return this._narrow ? FRAME_NARROW : FRAME;
  }

  updated() {
    if (this.#centred !== this.version) {
      this.#centred = this.version;
      this.#centre();
    }
    this.#seen = Math.max(this.#seen, this.length);
  }

  /** Setting the same place again costs nothing, so nobody has to ask whether it is in sight. */
  #centre() {
    const scroller = this.querySelector('.strip');
    const middle = (this.version - 0.5) * this.#frameWidth;
    scroller.scrollLeft = middle - scroller.clientWidth / 2;
    this.#look();
  }

  #look() {
    const scroller = this.querySelector('.strip');
    const first = Math.max(0, Math.floor(scroller.scrollLeft / this.#frameWidth) - SPARE);
    const shown = Math.ceil(scroller.clientWidth / this.#frameWidth) + 2 * SPARE;
    this._first = first;
    this._last = first + shown;
  }

  render() {
    const width = this.#frameWidth;
    const last = Math.min(this._last, this.length);
    const frames = this.film.frames.slice(Math.min(this._first, last), last);
    return html`<div class="strip" tabindex="0" role="listbox" aria-orientation="horizontal"
        aria-label=${t('account.frames')} aria-activedescendant=${`frame-${this.version}`}
        @scroll=${this.#look} @keydown=${this.#key}>
      <div class="reel" .style=${`width:${this.length * width}px`}>
        ${repeat(frames, (frame) => frame.version, (frame) => this.#frame(frame, width))}
      </div></div>`;
  }

  #frame(frame, width) {
    const {event, version} = frame;
    const {description, counterparty, reason} = event.data;
    const chosen = version === this.version;
    const fresh = this.#seen > 0 && version > this.#seen;
    const counts = version <= this.version && (this.asOf === null || frame.effective <= this.asOf);
    const state = `${chosen ? 'chosen' : ''} ${counts ? '' : 'later'}`;
    return html`<div class=${`frame ${state} ${fresh ? 'fresh' : ''}`} id=${`frame-${version}`}
        role="option" aria-selected=${chosen} aria-setsize=${this.length} aria-posinset=${version}
        data-frame=${version} .style=${`left:${(version - 1) * width}px;width:${width}px`}
        @click=${() => this.#choose(version)}>
      <div class="picture">
        <p class="frame-head"><span>${number(version)}</span>
          <span>${date(frame.day, SHORT)}</span></p>
        <p class="frame-what" title=${description || nothing}>${
          description || reason || counterparty?.owner_name || eventName(event.type)}</p>
        <p class="frame-kind"><span>${eventName(event.type)}</span>
          ${frame.moved
            ? html`<span class="frame-late" title=${t('account.effective', {
                day: date(frame.effective)})}>◆ ${date(frame.effective, SHORT)}</span>` : nothing}</p>
        ${frame.change === 0n ? html`<p class="frame-change"></p>`
          : html`<p class="frame-change" title=${t('shell.show_event')}><rs-money signed
              .amount=${this.film.decimal(frame.change)} .currency=${this.film.currency}
              @click=${(click) => this.#open(click, frame)}></rs-money></p>`}
        <p class="frame-balance"><rs-money .amount=${this.film.decimal(frame.balance)}
          .currency=${this.film.currency}></rs-money></p>
      </div></div>`;
  }

  #open(click, frame) {
    click.stopPropagation();
    openEvent(frame.position);
  }

  #key(press) {
    if (press.key === 'Enter') {
      press.preventDefault(); // Or it would press the button that gets the focus.
      openEvent(this.film.frames[this.version - 1].position);
    }
    const steps = {ArrowLeft: -1, ArrowRight: 1, PageUp: -PAGE, PageDown: PAGE,
      Home: -this.length, End: this.length};
    if (press.key in steps && press.target === press.currentTarget) {
      press.preventDefault();
      this.#choose(this.version + steps[press.key]);
    }
  }

  #choose(version) {
    this.dispatchEvent(new CustomEvent('rs-scrub', {
      detail: {version: Math.max(1, Math.min(this.length, version))}, bubbles: true}));
  }
}

const SHORT = {day: 'numeric', month: 'short', year: '2-digit'};

customElements.define('rs-film-strip', RsFilmStrip);
