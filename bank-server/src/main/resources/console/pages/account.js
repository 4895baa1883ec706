// One account as a film. `version` in the address is the frame, `as_of` the day; without them the
// page shows, and goes on showing, what is.

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, pages} from '../api.js';
import {live} from '../live.js';
import {href, setQuery} from '../router.js';
import {date, dateTime, number, shortId} from '../format.js';
import {t} from '../i18n.js';
import {Film} from '../account/film.js';
import {icon} from '../components/icons.js';
import {status} from '../components/status.js';
import {ACTIONS} from '../components/account-actions.js';
import '../account/explain.js';
import '../account/film-plot.js';
import '../account/film-strip.js';
import '../components/copy.js';
import '../components/money.js';
import '../components/time.js';

/** The address follows the hand when it rests; browsers slow down pages that write it too often. */
const ADDRESS_PAUSE = 150;
const PLAY_SECONDS = 15;

class RsPageAccount extends RsElement {
  static properties = {
    params: {attribute: false},
    query: {attribute: false},
    _version: {state: true},
    _asOf: {state: true},
    _now: {state: true},
    _length: {state: true},
    _playing: {state: true},
    _explain: {state: true},
  };

  /** null follows the last frame. */
  _version = null;
  _asOf = null;
  _now = Date.now();
  _length = 0;
  _playing = false;
  _explain = false;

  #film = new Load(this, (signal) => this.#fetch(signal));
  #timer = 0;
  #written = '';

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(live.subscribe((events, again) => this.#hear(events, again)));
    this.whileConnected(() => clearTimeout(this.#timer));
    this.whileConnected(() => (this._playing = false));
  }

  async #fetch(signal) {
    const path = `/api/v1/accounts/${encodeURIComponent(this.params.id)}/events`;
    const film = new Film();
    for await (const page of pages(path, {}, {signal})) {
      film.append(page);
    }
    this._length = film.length;
    this._now = Date.now();
    return film;
  }

  #hear(events, again) {
    const film = this.#film.data;
    const mine = events.filter((event) => event.stream === `account-${this.params.id}`);
    if (again || (mine.length > 0 && film && !film.append(mine))) {
      this.#film.reload();
    } else if (mine.length > 0 && film) {
      this._length = film.length;
      this._now = Date.now();
    }
  }

  /** The address was changed by somebody else, such as the button for going back. */
  willUpdate(changed) {
    if (changed.has('query') && this.#address(this.query) !== this.#written) {
      this._version = Number(this.query.version) || null;
      this._asOf = /^\d{4}-\d\d-\d\d$/.test(this.query.as_of ?? '') ? this.query.as_of : null;
      this._explain ||= 'explain' in this.query;
      this.#written = this.#address(this.query);
    }
  }

  #address({version = null, as_of: asOf = null}) {
    return `${version} ${asOf}`;
  }

  #look(version, asOf) {
    this._version = version === null || version >= this._length ? null : Math.max(1, version);
    this._asOf = asOf;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const query = {version: this._version === null ? null : String(this._version), as_of: this._asOf};
      this.#written = this.#address(query);
      setQuery(query);
    }, ADDRESS_PAUSE);
  }

  get #at() {
    return Math.min(this._version ?? this._length, this._length);
  }

  render() {
    return html`${this.#film.data ? nothing
        : html`<div class="page-head"><h1>${t('account.title')}</h1></div>`}
      ${status(this.#film, (film) => this.#page(film))}`;
  }

  #page(film) {
    const state = film.at(this.#at, this._asOf);
    return html`
      ${this.#head(film, state)}
      ${this.#scene(film, state)}
      ${this.#reel(film)}
      ${this.#explanation(film, state)}
      <rs-account-actions></rs-account-actions>`;
  }

  #head(film, state) {
    const {owner_name: owner, customer_id: customer, external_id: external} = film.opening;
    const closed = film.at(film.length).status === 'closed';
    return html`<div class="page-head">
      <div>
        <h1>${owner}</h1>
        <p class="account-line">
          <span title=${this.params.id}>${shortId(this.params.id)}</span>
          <rs-copy .value=${this.params.id} label=${t('account.copy_id')}></rs-copy>
          ${external ? html`<span class="tag">${external}</span>` : nothing}
          ${customer ? html`<a href=${href('/customers/:id', {id: customer})}>${
            t('account.customer')}</a>` : nothing}
        </p>
      </div>
      <div class="actions">${closed ? nothing : ACTIONS.map((action) => html`
        <button type="button" class=${`button ${action === 'deposit' ? 'primary' : ''}`}
          data-start=${action} @click=${() => this.#start(film, action)}>${
            t(`shell.do_${action}`)}</button>`)}</div>
    </div>`;
  }

  /** The forms change the account as it is now, whatever frame is looked at. */
  #start(film, action) {
    const now = film.at(film.length);
    this.querySelector('rs-account-actions').start({
      account_id: this.params.id,
      owner_name: film.opening.owner_name,
      currency: film.currency,
      balance: film.decimal(now.balance),
      available: film.decimal(now.available),
      overdraft_limit: film.decimal(now.limit),
      status: now.status,
    }, action);
  }

  #scene(film, state) {
    const past = this._version !== null || this._asOf !== null;
    return html`<section class=${`panel scene ${past ? 'past' : ''}`} aria-label=${t('account.state')}>
      <div>
        <p class="figure-label">${t(past ? 'account.balance_then' : 'account.balance')}
          <span class=${`tag ${state.status === 'open' ? 'good' : ''}`} data-status=${state.status}>${
            t(`shell.status_${state.status}`)}</span></p>
        <p class="balance-now" data-balance=${film.decimal(state.balance)}>
          ${this.#money(film, state.balance, state.counted)}</p>
        <p class="sentence" role="status" data-sentence>${this.#sentence(film, state)}</p>
        <button type="button" class="button small-text" data-now ?disabled=${!past}
          @click=${() => this.#look(null, null)}>${t('account.to_now')} ${icon('next')}</button>
      </div>
      <dl class="scene-facts">
        ${this.#fact('available', this.#money(film, state.available), film.decimal(state.available))}
        ${this.#fact('overdraft_limit', this.#money(film, state.limit, film.frames[0]))}
        ${this.#fact('paid_in', this.#money(film, state.paidIn), film.decimal(state.paidIn))}
        ${this.#fact('paid_out', this.#money(film, state.paidOut), film.decimal(state.paidOut))}
        ${this.#fact('transactions', number(state.count), state.count)}
        ${this.#fact('last_change', html`<rs-time .at=${state.counted.event.recorded_at}></rs-time>`)}
      </dl>
    </section>`;
  }

  #money(film, units, frame) {
    return html`<rs-money .amount=${film.decimal(units)} .currency=${film.currency}
      .position=${frame?.position}></rs-money>`;
  }

  #fact(name, value, raw = nothing) {
    return html`<div><dt>${t(`account.${name}`)}</dt><dd data-fact=${name} data-value=${raw}>${
      value}</dd></div>`;
  }

  #sentence(film, state) {
    const frames = {version: number(this.#at), count: number(film.length),
      recorded: dateTime(state.known.event.recorded_at)};
    const day = this._asOf === null ? '' : date(this._asOf, {dateStyle: 'long'});
    if (!state.exists) {
      return t('account.say_absent', {day, ...frames});
    }
    if (this._asOf === null) {
      return t(this._version === null ? 'account.say_now' : 'account.say_frame', frames);
    }
    return t(this._version === null ? 'account.say_as_of' : 'account.say_both', {day, ...frames});
  }

  #reel(film) {
    return html`<section class="panel film" aria-label=${t('account.film')}
        @rs-scrub=${(e) => this.#scrub(e.detail.version)}
        @rs-as-of=${(e) => this.#look(this._version, e.detail.day)}>
      <header><h2>${t('account.film')}</h2>
        <p class="film-hint muted wide">${t('account.film_hint')}</p>
        <p class="film-legend muted"><span class="legend-known">${t('account.known_on')}</span>
          ${film.hasTwoAxes ? html`<span class="legend-as-of">${t('account.as_of')}</span>` : nothing}
        </p></header>
      <rs-film-plot .film=${film} .version=${this.#at} .asOf=${this._asOf} .now=${this._now}
        .length=${this._length}></rs-film-plot>
      ${this.#transport(film)}
      ${film.hasTwoAxes || this._asOf !== null ? this.#dayControl(film) : nothing}
      <rs-film-strip .film=${film} .version=${this.#at} .length=${this._length}></rs-film-strip>
    </section>`;
  }

  #scrub(version) {
    this._playing = false;
    this.#look(version, this._asOf);
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
    const place = this._asOf === null ? days.length
      : Math.max(0, days.findLastIndex((day) => day <= this._asOf));
    return html`<div class="transport day-control">
      <label for="as-of">${t('account.as_of')}</label>
      <input type="date" id="as-of" min=${days[0]} .value=${this._asOf ?? ''}
        @change=${(e) => this.#look(this._version, e.target.value || null)}>
      <label class="visually-hidden" for="as-of-range">${t('account.as_of')}</label>
      <input type="range" id="as-of-range" min="0" max=${days.length} step="1"
        .value=${String(place)}
        aria-valuetext=${this._asOf === null ? t('account.everything') : date(this._asOf)}
        @input=${(e) => this.#look(this._version, days[e.target.value] ?? null)}>
      <button type="button" class="link" ?disabled=${this._asOf === null}
        @click=${() => this.#look(this._version, null)}>${t('account.everything')}</button>
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
      this.#look(version, this._asOf);
      if (version >= film.length) {
        this._playing = false;
      } else {
        requestAnimationFrame(step);
      }
    };
    requestAnimationFrame(step);
  }

  #explanation(film, state) {
    return html`<section class="panel explain">
      <header><h2>${t('account.explain')}</h2>
        <button type="button" class="button" data-explain aria-expanded=${this._explain}
          @click=${this.#toggle}>${t(this._explain ? 'account.explain_hide' : 'account.explain_show')}
        </button></header>
      ${this._explain && state.exists ? html`<rs-explain .account=${this.params.id}
        .currency=${film.currency} .knownAt=${state.known.position} .asOf=${this._asOf}
        .balance=${film.decimal(state.balance)}></rs-explain>`
        : html`<p class="muted">${t('account.explain_lead')}</p>`}
    </section>`;
  }

  #toggle() {
    this._explain = !this._explain;
    setQuery({explain: this._explain ? '1' : null});
  }
}

customElements.define('rs-page-account', RsPageAccount);
