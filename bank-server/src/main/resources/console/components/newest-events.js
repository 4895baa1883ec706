// <rs-newest-events>: the end of the log, flowing in.

import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Load, RsElement} from '../element.js';
import {get} from '../api.js';
import {number} from '../format.js';
import {negate} from '../money.js';
import {directionOf, eventName, isMoney, whatFor, who} from '../events.js';
import {t} from '../i18n.js';
import {openEvent} from './event-drawer.js';
import {icon} from './icons.js';
import {status} from './status.js';

const SHOWN = 12;

class RsNewestEvents extends RsElement {
  #first = null;
  #newest = new Load(this, (signal) => this.#fetch(signal), {on: () => true, wait: 400});

  async #fetch(signal) {
    const {items} = await get('/api/v1/audit', {limit: SHOWN}, {signal});
    this.#first ??= items[0]?.position ?? 0;
    return items;
  }

  render() {
    return html`<header class="list-head"><h2>${t('overview.newest')}</h2>
        <a href="/events">${t('overview.newest_more')}</a></header>
      ${status(this.#newest, (entries) => html`<ol class="newest">${repeat(entries,
        (entry) => entry.position, (entry) => this.#entry(entry))}</ol>`,
        {isEmpty: (entries) => entries.length === 0})}`;
  }

  #entry(entry) {
    const direction = directionOf(entry);
    const {name, page} = who(entry);
    return html`<li class=${entry.position > this.#first ? 'fresh' : ''} data-position=${entry.position}>
      <span class=${`way ${direction ?? ''}`}>${
        direction ? icon(direction === 'in' ? 'down' : 'up') : icon('events')}</span>
      <span class="what"><button type="button" class="link plain"
          @click=${() => openEvent(entry.position)}>${eventName(entry.type)}</button>
        <span class="muted">${whatFor(entry)}</span></span>
      <span class="where">${page ? html`<a href=${page}>${name}</a>` : name}</span>
      <span class="how-much">${isMoney(entry.amount) ? html`<rs-money signed .position=${entry.position}
        .amount=${direction === 'out' ? negate(entry.amount.amount) : entry.amount.amount}
        .currency=${entry.amount.currency}></rs-money>` : nothing}</span>
      <span class="muted when"><rs-time mode="relative" .at=${entry.recorded_at}></rs-time></span>
      <span class="muted wide place">${number(entry.position)}</span></li>`;
  }
}

customElements.define('rs-newest-events', RsNewestEvents);
