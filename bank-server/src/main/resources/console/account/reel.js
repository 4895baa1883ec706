// <rs-reel .film .version .asOf .now .length>: the film with its plot, its frames and what moves it.
// rs-look: {version, asOf}, null for no bound.

import {html} from 'lit';
import {RsElement} from '../element.js';
import {date, dateTime, number} from '../format.js';
import {t} from '../i18n.js';
import {icon} from '../components/icons.js';
import './film-plot.js';
import './film-strip.js';

const PLAY_SECONDS = 15;

class RsReel extends RsElement {
  static properties = {
    film: {attribute: false},
    /** null follows the last event. */
    version: {attribute: false},
    asOf: {attribute: false},
    now: {type: Number},
    length: {type: Number},
    _playing: {state: true},
  };

  _playing = false;

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(() => (this._playing = false));
  }

  get #at() {
    return Math.min(this.version ?? this.film.length, this.film.length);
  }

  #look(version, asOf) {
    this.dispatchEvent(new CustomEvent('rs-look', {detail: {version, asOf}, bubbles: true}));
  }

  render() {
    const {film} = this;
    return html`<section class="panel film" aria-label=${t('account.film')}
        @rs-scrub=${(e) => this.#scrub(e.detail.version)}
        @rs-as-of=${(e) => this.#look(this.version, e.detail.day)}>
      <header><h2>${t('account.film')}</h2>
        <p class="film-hint muted wide">${t('account.film_hint')}</p>
        <p class="film-legend muted"><span class="legend-known">${t('account.known_on')}</span>
          <span class="legend-as-of">${t('account.as_of')}</span></p></header>
      <rs-film-plot .film=${film} .version=${this.#at} .asOf=${this.asOf} .now=${this.now}
        .length=${this.length}></rs-film-plot>
      ${this.#transport(film)}
      ${this.#dayControl(film)}
      <rs-film-strip .film=${film} .version=${this.#at} .asOf=${this.asOf} .length=${this.length}>
      </rs-film-strip>
    </section>`;
  }

  /** Whoever takes the film in hand ends its playing. */
  #scrub(version) {
    this._playing = false;
    this.#look(version, this.asOf);
  }

  #transport(film) {
    const at = this.#at;
    const button = (name, key, version, disabled) => html`<button type="button"
      class="button quiet square" aria-label=${t(`account.${key}`)} title=${t(`account.${key}`)}
      ?disabled=${disabled} @click=${() => this.#scrub(version)}>${icon(name)}</button>`;
    return html`<div class="transport">
      ${button('previous', 'step_back', at - 1, at <= 1)}
      <button type="button" class="button quiet square" data-play aria-label=${
        t(this._playing ? 'account.pause' : 'account.play')} @click=${() => this.#play(film)}>${
        icon(this._playing ? 'pause' : 'play')}</button>
      ${button('next', 'step_on', at + 1, at >= film.length)}
      <label class="visually-hidden" for="scrubber">${t('account.known_on')}</label>
      <input type="range" id="scrubber" min="1" max=${film.length} step="1" .value=${String(at)}
        aria-valuetext=${t('account.frame_of', {version: number(at), count: number(film.length),
          recorded: dateTime(film.frames[at - 1].event.recorded_at)})}
        @input=${(e) => this.#scrub(Number(e.target.value))}>
      <output for="scrubber">${number(at)} / ${number(film.length)}</output>
    </div>`;
  }

  #dayControl(film) {
    const days = film.days;
    const place = this.asOf === null ? days.length
      : Math.max(0, days.findLastIndex((day) => day <= this.asOf));
    return html`<div class="transport day-control">
      <label for="as-of-range">${t('account.as_of')}</label>
      <input type="range" id="as-of-range" min="0" max=${days.length} step="1"
        .value=${String(place)}
        aria-valuetext=${this.asOf === null ? t('account.everything') : date(this.asOf)}
        @input=${(e) => this.#look(this.version, days[e.target.value] ?? null)}>
      <button type="button" class="link" ?disabled=${this.asOf === null}
        @click=${() => this.#look(this.version, null)}>${t('account.everything')}</button>
    </div>`;
  }

  /** The whole film in a quarter of a minute, from the start if it has ended. */
  #play(film) {
    this._playing = !this._playing;
    if (!this._playing) {
      return;
    }
    const from = this.#at >= film.length ? 1 : this.#at;
    const begun = performance.now();
    const perMilli = Math.max(film.length / PLAY_SECONDS / 1000, 0.004);
    const step = (time) => {
      if (!this._playing || !this.isConnected) {
        return;
      }
      const version = from + Math.floor((time - begun) * perMilli);
      this.#look(version, this.asOf);
      if (version >= film.length) {
        this._playing = false;
      } else {
        requestAnimationFrame(step);
      }
    };
    requestAnimationFrame(step);
  }
}

customElements.define('rs-reel', RsReel);
