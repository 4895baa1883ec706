// One account, seen from a moment: `version` in the address is the last event that is known, `as_of`
// the last day that counts; without them the page shows, and goes on showing, what is. Headline,
// film and statement all show that moment; commands are offered only in the present.

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, pages} from '../api.js';
import {live} from '../live.js';
import {href, setQuery} from '../router.js';
import {date, dateTime, number} from '../format.js';
import {t} from '../i18n.js';
import {Film, dayOf} from '../account/film.js';
import {emptyState, status} from '../components/status.js';
import {ACTIONS} from '../components/account-actions.js';
import '../account/moment.js';
import '../account/orders.js';
import '../account/reel.js';
import '../account/statement.js';
import '../components/copy.js';
import '../components/money.js';
import '../components/time.js';

/** The address follows the hand when it rests; browsers slow down pages that write it too often. */
const ADDRESS_PAUSE = 150;

/** The first is shown where the address names none. */
const VIEWS = ['film', 'statement', 'orders'];

class RsPageAccount extends RsElement {
  static properties = {
    params: {attribute: false},
    query: {attribute: false},
    _version: {state: true},
    _asOf: {state: true},
    _now: {state: true},
    _length: {state: true},
  };

  /** null follows the last frame. */
  _version = null;
  _asOf = null;
  _now = Date.now();
  _length = 0;

  #film = new Load(this, (signal) => this.#fetch(signal));
  #timer = 0;
  #written = '';

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(live.subscribe((events, again) => this.#hear(events, again)));
    this.whileConnected(() => clearTimeout(this.#timer));
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
      ${this.#views()}
      ${this.#view(film, state)}
      <rs-account-actions></rs-account-actions>`;
  }

  get #past() {
    return this._version !== null || this._asOf !== null;
  }

  get #shown() {
    return VIEWS.includes(this.query.view) ? this.query.view : VIEWS[0];
  }

  #views() {
    return html`<div class="segments views" role="group" aria-label=${t('account.views')}>${VIEWS.map(
      (view) => html`<button type="button" class="segment" data-view=${view}
        aria-pressed=${this.#shown === view}
        @click=${() => setQuery({view: view === VIEWS[0] ? null : view})}>${
          t(`account.${view}`)}</button>`)}</div>`;
  }

  #view(film, state) {
    switch (this.#shown) {
      case 'statement': return this.#statement(film, state);
      case 'orders': return html`<section class="panel" aria-label=${t('account.orders')}>
        <rs-account-orders .account=${this.#account(film)} .past=${this.#past}>
        </rs-account-orders></section>`;
      default: return html`<rs-reel .film=${film} .version=${this._version} .asOf=${this._asOf}
        .now=${this._now} .length=${this._length}
        @rs-look=${(e) => this.#look(e.detail.version, e.detail.asOf)}></rs-reel>`;
    }
  }

  #statement(film, state) {
    return html`<section class="panel" aria-label=${t('account.statement')}>
      ${state.exists ? html`<rs-statement .account=${this.params.id} .currency=${film.currency}
          .knownAt=${state.known.position} .asOf=${this._asOf}
          .balance=${film.decimal(state.balance)}></rs-statement>`
        : emptyState(t('account.no_entries'), t('account.no_entries_text'))}</section>`;
  }

  #head(film, state) {
    const {owner_name: owner, customer_id: customer, external_id: external} = film.opening;
    const closed = film.at(film.length).status === 'closed';
    return html`<div class="page-head">
      <div>
        <h1>${owner}</h1>
        <p class="account-line">
          <code>${this.params.id}</code>
          <rs-copy .value=${this.params.id} label=${t('account.copy_id')}></rs-copy>
          ${external ? html`<span class="tag">${external}</span>` : nothing}
          ${customer ? html`<a href=${href('/customers/:id', {id: customer})}>${
            t('account.customer')}</a>` : nothing}
        </p>
      </div>
      ${closed ? nothing : this.#actions(film)}
    </div>`;
  }

  /** What can be done is done now, and would not be seen by who looks at the past. */
  #actions(film) {
    return this.#past ? html`<p class="muted" data-past>${t('account.in_the_past')}</p>`
      : html`<div class="actions">${ACTIONS.map((action) => html`
        <button type="button" class=${`button ${action === 'deposit' ? 'primary' : ''}`}
          data-start=${action} @click=${() => this.#start(film, action)}>${
            t(`shell.do_${action}`)}</button>`)}</div>`;
  }

  #start(film, action) {
    this.querySelector('rs-account-actions').start(this.#account(film), action);
  }

  /** As it is now, whatever moment is looked at: forms change that. */
  #account(film) {
    const now = film.at(film.length);
    return {
      account_id: this.params.id,
      owner_name: film.opening.owner_name,
      currency: film.currency,
      balance: film.decimal(now.balance),
      available: film.decimal(film.availableOn(dayOf(Date.now()))),
      overdraft_limit: film.decimal(now.limit),
      status: now.status,
    };
  }

  #scene(film, state) {
    const past = this.#past;
    const available = past ? state.available : film.availableOn(dayOf(this._now));
    return html`<section class=${`panel scene ${past ? 'past' : ''}`} aria-label=${t('account.state')}>
      <div>
        <p class="figure-label">${t(past ? 'account.balance_then' : 'account.balance')}
          <span class=${`tag ${state.status === 'open' ? 'good' : ''}`} data-status=${state.status}>${
            t(`shell.status_${state.status}`)}</span></p>
        <p class="balance-now" data-balance=${film.decimal(state.balance)}>
          ${this.#money(film, state.balance, state.counted)}</p>
        <p class="sentence" role="status" data-sentence>${this.#sentence(film, state)}</p>
      </div>
      <dl class="scene-facts">
        ${this.#fact('available', this.#money(film, available), film.decimal(available))}
        ${this.#fact('overdraft_limit', this.#money(film, state.limit, film.frames[0]))}
        ${this.#fact('paid_in', this.#money(film, state.paidIn), film.decimal(state.paidIn))}
        ${this.#fact('paid_out', this.#money(film, state.paidOut), film.decimal(state.paidOut))}
        ${this.#fact('transactions', number(state.count), state.count)}
        ${this.#fact('last_change', html`<rs-time .at=${state.counted.event.recorded_at}></rs-time>`)}
      </dl>
      <rs-moment .film=${film} .version=${this._version === null ? null : this.#at} .asOf=${this._asOf}
        .length=${this._length} @rs-look=${(e) => this.#look(e.detail.version, e.detail.asOf)}>
      </rs-moment>
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
}

customElements.define('rs-page-account', RsPageAccount);
