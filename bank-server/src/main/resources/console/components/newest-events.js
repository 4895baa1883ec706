// <rs-newest-events>: the end of the log, flowing in.

import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Load, RsElement} from '../element.js';
import {get} from '../api.js';
import {live} from '../live.js';
import {number, shortId} from '../format.js';
import {negate} from '../money.js';
import {amountOf, detailOf, directionOf, eventName, pageOf, streamOf} from '../events.js';
import {t} from '../i18n.js';
import {openEvent} from './event-drawer.js';
import {icon} from './icons.js';
import {status} from './status.js';

const SHOWN = 12;

class RsNewestEvents extends RsElement {
  #newest = new Load(this, (signal) => newest(signal));
  #first = 0;

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(live.subscribe((events) => this.#hear(events)));
  }

  #hear(events) {
    const shown = this.#newest.data;
    if (shown && events.length > 0) {
      const after = shown[0]?.position ?? 0;
      const fresh = events.slice(-SHOWN).filter((event) => event.position > after);
      this.#first ||= after;
      this.#newest.data = [...fresh.toReversed(), ...shown].slice(0, SHOWN);
      this.requestUpdate();
    }
  }

  render() {
    return html`<header class="list-head"><h2>${t('overview.newest')}</h2>
        <a href="/events">${t('overview.newest_more')}</a></header>
      ${status(this.#newest, (events) => html`<ol class="newest">${repeat(events,
        (event) => event.position, (event) => this.#event(event))}</ol>`,
        {isEmpty: (events) => events.length === 0})}`;
  }

  #event(event) {
    const money = amountOf(event);
    const direction = directionOf(event);
    const {category, id} = streamOf(event.stream);
    const page = pageOf(event.stream);
    const fresh = this.#first > 0 && event.position > this.#first;
    return html`<li class=${fresh ? 'fresh' : ''} data-position=${event.position}>
      <span class=${`way ${direction ?? ''}`}>${
        direction ? icon(direction === 'in' ? 'down' : 'up') : icon('events')}</span>
      <span class="what"><button type="button" class="link plain"
          @click=${() => openEvent(event.position)}>${eventName(event.type)}</button>
        <span class="muted">${detailOf(event)}</span></span>
      <span class="where wide">${page
        ? html`<a href=${page}>${category} ${shortId(id)}</a>` : `${category} ${shortId(id)}`}</span>
      <span class="how-much">${money ? html`<rs-money signed .position=${event.position}
        .amount=${direction === 'out' ? negate(money.amount) : money.amount}
        .currency=${money.currency}></rs-money>` : nothing}</span>
      <span class="muted when"><rs-time mode="relative" .at=${event.recorded_at}></rs-time></span>
      <span class="muted wide place">${number(event.position)}</span></li>`;
  }
}

customElements.define('rs-newest-events', RsNewestEvents);

/** The audit log is the only list that begins with the newest. */
async function newest(signal) {
  const last = await get('/api/v1/audit', {limit: SHOWN}, {signal});
  if (last.items.length === 0) {
    return [];
  }
  const after = last.items.at(-1).position - 1;
  const page = await get('/api/v1/events', {after, limit: 1000}, {signal});
  return page.items.toReversed().slice(0, SHOWN);
}
