// <rs-event-drawer>: everything about one event, at the side of any page. openEvent(position)
// shows it; the address says so (?event=123), so that it can be sent to somebody.

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get} from '../api.js';
import {href, onRoute, route, setQuery} from '../router.js';
import {directionOf, eventName, isMoney, pageOf, who} from '../events.js';
import {number} from '../format.js';
import {formatMoney, negate} from '../money.js';
import {t} from '../i18n.js';
import {status} from './status.js';
import './copy.js';
import './dialog.js';
import './time.js';

export function openEvent(position) {
  setQuery({event: position}, {push: true});
}

async function eventAt(position, signal) {
  try {
    const page = await get('/api/v1/events', {after: position - 1, limit: 1}, {signal});
    return page.items.find((found) => found.position === position);
  } catch (e) {
    if (e.code === 'position_ahead_of_log') {
      return undefined;
    }
    throw e;
  }
}

class RsEventDrawer extends RsElement {
  #position = null;
  #event = new Load(this, (signal) => this.#load(signal), {manual: true});

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(onRoute(() => this.#follow()));
    this.updateComplete.then(() => this.#follow());
  }

  async #load(signal) {
    if (this.#position === null) {
      return null;
    }
    const event = await eventAt(this.#position, signal);
    if (!event) {
      return null;
    }
    const related = await get('/api/v1/audit',
      {correlation: event.metadata.correlation_id, limit: 50}, {signal});
    const entry = related.items.find((found) => found.position === event.position);
    return {event, entry, related: related.items.toReversed()};
  }

  #follow() {
    const asked = Number(route().query.event) || null;
    const dialog = this.querySelector('rs-dialog');
    if (asked === this.#position) {
      return;
    }
    this.#position = asked;
    if (asked === null) {
      dialog.close();
    } else {
      this.#event.restart();
      dialog.show();
    }
  }

  render() {
    return html`<rs-dialog place="side" .heading=${this.#heading()}
      @rs-close=${this.#closed} .content=${() => this.#content()}></rs-dialog>`;
  }

  #heading() {
    return this.#position === null ? '' : t('shell.event_at', {position: number(this.#position)});
  }

  #closed() {
    if (this.#position !== null) {
      this.#position = null;
      setQuery({event: null});
    }
  }

  #content() {
    return status(this.#event, (data) => this.#show(data), {
      isEmpty: (data) => data === null,
      empty: () => html`<p class="state">${t('shell.no_event')}</p>`,
    });
  }

  #show({event, entry, related}) {
    const {actor, causation_id: cause, correlation_id: correlation, ...rest} = event.metadata;
    return html`
      <h3 class="event-type" data-event-type>${eventName(event.type)}<code>${event.type}</code></h3>
      <dl class="facts">
        ${entry ? this.#subject(entry) : nothing}
        ${this.#fact(t('shell.recorded'), html`<rs-time .at=${event.recorded_at}></rs-time>`)}
        ${this.#fact(t('shell.stream'), this.#stream(event.stream))}
        ${this.#fact(t('shell.version'), number(event.version))}
        ${this.#fact(t('shell.position'), number(event.position))}
        ${this.#fact(t('shell.actor'), actor)}
        ${this.#fact(t('shell.event_id'), this.#id(event.event_id))}
        ${this.#fact(t('shell.cause'), this.#id(cause))}
        ${this.#fact(t('shell.correlation'), html`<a href=${
          href('/correlations/:id', {id: correlation})}>${correlation}</a>`)}
      </dl>
      <h4>${t('shell.same_correlation', {count: related.length})}</h4>
      <ol class="related">${related.map((other) => this.#related(other, event))}</ol>
      <h4>${t('shell.raw')} <rs-copy .value=${JSON.stringify(event, null, 2)}></rs-copy></h4>
      <pre class="raw" tabindex="0">${JSON.stringify({...event, metadata: {...rest, actor,
        causation_id: cause, correlation_id: correlation}}, null, 2)}</pre>`;
  }

  #subject(entry) {
    const {counterparty: other, amount} = entry;
    return html`${entry.name ? this.#fact(t('shell.who'), this.#person(who(entry))) : nothing}
      ${isMoney(amount) ? this.#fact(t('shell.amount'), formatMoney(
        directionOf(entry) === 'out' ? negate(amount.amount) : amount.amount, amount.currency)) : nothing}
      ${other ? this.#fact(t('shell.counterparty'), html`<a href=${
        href('/accounts/:id', {id: other.account_id})}>${other.owner_name ?? other.account_id}</a>`)
        : nothing}`;
  }

  #person({name, page}) {
    return page ? html`<a href=${page}>${name}</a>` : name;
  }

  #fact(name, value) {
    return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
  }

  #id(id) {
    return id ? html`<code>${id}</code><rs-copy .value=${id}></rs-copy>` : nothing;
  }

  #stream(name) {
    const page = pageOf(name);
    return page ? html`<a href=${page}>${name}</a>` : html`<code>${name}</code>`;
  }

  #related(other, event) {
    const here = other.position === event.position;
    return html`<li aria-current=${here ? 'true' : nothing}>
      <button type="button" class="link" ?disabled=${here}
        @click=${() => openEvent(other.position)}>${eventName(other.type)}</button>
      <span class="muted">${who(other).name} · ${number(other.position)}</span></li>`;
  }
}

customElements.define('rs-event-drawer', RsEventDrawer);
