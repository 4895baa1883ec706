// What one cause outside set going: commands, the events they led to, and what these did. A graph
// that reads from left to right; every node is a link or a button, in the order of reading.

import {html, nothing, svg} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, pages} from '../api.js';
import {href} from '../router.js';
import {number, shortId} from '../format.js';
import {negate} from '../money.js';
import {amountOf, detailOf, directionOf, eventName, pageOf, streamOf} from '../events.js';
import {t} from '../i18n.js';
import {openEvent} from '../components/event-drawer.js';
import {icon} from '../components/icons.js';
import {emptyState, status} from '../components/status.js';
import '../components/copy.js';
import '../components/money.js';
import '../components/time.js';

const SHOWN_MAX = 60;
const GAP_MAX = 100;
const ROW = 104;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

class RsPageCorrelation extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  #story = new Load(this, (signal) => this.#fetch(signal), {
    on: (event) => event.metadata.correlation_id === this.params.id.toLowerCase()});

  async #fetch(signal) {
    const entries = [];
    if (!UUID.test(this.params.id)) {
      return {count: 0, events: [], accounts: new Map()};
    }
    for await (const page of pages('/api/v1/audit', {correlation: this.params.id}, {signal})) {
      entries.push(...page);
    }
    entries.reverse();
    const shown = entries.slice(0, SHOWN_MAX);
    const events = await eventsAt(shown.map((entry) => entry.position), signal);
    const accounts = await accountsAfter(events, signal);
    return {count: entries.length, events, accounts};
  }

  render() {
    return html`
      <div class="page-head"><div>
        <h1>${t('correlation.title')}</h1>
        <p class="account-line"><code>${this.params.id}</code>
          <rs-copy .value=${this.params.id}></rs-copy></p></div>
        <div class="actions"><a class="button" href=${href('/events', {},
          {correlation: this.params.id})}>${icon('events')} ${t('correlation.in_log')}</a></div>
      </div>
      ${status(this.#story, (story) => this.#show(story), {
        isEmpty: (story) => story.events.length === 0,
        empty: () => emptyState(t('correlation.none'), t('correlation.none_text')),
      })}`;
  }

  #show(story) {
    const causes = causesOf(story.events);
    return html`<p class="lead">${this.#summary(story, causes)}</p>
      <section class="panel graph" aria-label=${t('correlation.graph')}>
        <div class="graph-heads" aria-hidden="true"><p>${t('correlation.commands')}</p><span></span>
          <p>${t('correlation.events')}</p><span></span><p>${t('correlation.effects')}</p></div>
        ${causes.map((cause) => this.#cause(cause, story))}
      </section>
      ${story.count > story.events.length ? html`<p class="muted">${t('correlation.more',
        {count: number(story.count - story.events.length)})}</p>` : nothing}`;
  }

  #summary({count, events}, causes) {
    const streams = new Set(events.map((event) => event.stream)).size;
    return t('correlation.summary', {events: count, commands: causes.length, streams});
  }

  #cause(cause, story) {
    const height = cause.events.length * ROW;
    return html`<div class="cause" .style=${`--rows:${cause.events.length}`}>
      ${this.#command(cause, story)}
      ${fan(cause.events.length, height)}
      <ol class="nodes">${cause.events.map((event) => this.#event(event))}</ol>
      ${rails(cause.events.length, height)}
      <ol class="nodes">${cause.events.map((event) => this.#effect(event, story))}</ol>
    </div>`;
  }

  #command({id, events}, story) {
    const [first] = events;
    const parent = story.events.find((event) => event.event_id === id);
    return html`<div class="node command-node">
      <h2>${t(`correlation.did_${commandOf(events)}`)}</h2>
      <p>${first.metadata.actor}</p>
      <p class="muted"><rs-time .at=${first.recorded_at}></rs-time></p>
      <p class="muted">${parent ? html`<button type="button" class="link"
        @click=${() => openEvent(parent.position)}>${t('correlation.because',
          {event: eventName(parent.type), position: number(parent.position)})}</button>`
        : html`<code title=${id}>${shortId(id)}</code>`}</p>
    </div>`;
  }

  #event(event) {
    return html`<li class="node" data-node=${event.position}>
      <h2><button type="button" class="link plain" @click=${() => openEvent(event.position)}>${
        eventName(event.type)}</button></h2>
      <p>${detailOf(event) || nothing}</p>
      <p class="muted">${t('correlation.place', {position: number(event.position),
        version: number(event.version)})}</p></li>`;
  }

  #effect(event, story) {
    const {category} = streamOf(event.stream);
    const page = pageOf(event.stream);
    const account = story.accounts.get(event.stream)?.get(event.version);
    const money = amountOf(event);
    const direction = directionOf(event);
    const name = account?.owner_name ?? event.data.name ?? t(`shell.category_${category}`);
    return html`<li class=${`node effect ${direction ?? ''}`}>
      <h2>${page ? html`<a href=${href(page, {}, category === 'account'
        ? {version: event.version} : {})}>${name}</a>` : name}</h2>
      ${money && direction ? html`<p class="effect-change"><rs-money signed .position=${event.position}
        .amount=${direction === 'out' ? negate(money.amount) : money.amount}
        .currency=${money.currency}></rs-money></p>`
        : html`<p>${tEffect(event)}</p>`}
      ${account ? html`<p class="muted">${t('correlation.balance_then')} <rs-money
        .amount=${account.balance} .currency=${account.currency}></rs-money></p>` : nothing}</li>`;
  }
}

customElements.define('rs-page-correlation', RsPageCorrelation);

/** Lines from one command to each of its events. The drawing is stretched to the gap it fills. */
function fan(rows, height) {
  const middle = height / 2;
  return html`<svg class="edges" viewBox=${`0 0 100 ${height}`} preserveAspectRatio="none"
      aria-hidden="true" .style=${`height:${height}px`}>${Array.from({length: rows}, (_, row) => {
        const y = (row + 0.5) * ROW;
        return svg`<path d=${`M0 ${middle}C50 ${middle} 50 ${y} 100 ${y}`}></path>`;
      })}</svg>`;
}

function rails(rows, height) {
  return html`<svg class="edges" viewBox=${`0 0 100 ${height}`} preserveAspectRatio="none"
      aria-hidden="true" .style=${`height:${height}px`}>${Array.from({length: rows}, (_, row) =>
        svg`<path d=${`M0 ${(row + 0.5) * ROW}H100`}></path>`)}</svg>`;
}

/** Events with what led to them, in the order of the log. */
function causesOf(events) {
  const causes = new Map();
  for (const event of events) {
    const id = event.metadata.causation_id;
    if (!causes.has(id)) {
      causes.set(id, {id, events: []});
    }
    causes.get(id).events.push(event);
  }
  return [...causes.values()];
}

/** What was asked for shows in what came of it: the log keeps events, not commands. */
function commandOf(events) {
  const types = new Set(events.map((event) => event.type));
  const signs = [
    ['StandingOrderExecuted', 'standing_order'], ['StandingOrderExecutionFailed', 'standing_order'],
    ['AccountClosed', 'close'], ['AccountOpened', 'open'], ['TransferSent', 'transfer'],
    ['MoneyDeposited', 'deposit'], ['MoneyWithdrawn', 'withdraw'], ['CustomerRegistered', 'register'],
    ['CustomerAddressChanged', 'move'], ['CustomerArchived', 'archive'],
    ['StandingOrderScheduled', 'schedule'], ['StandingOrderCancelled', 'cancel'],
  ];
  return signs.find(([type]) => types.has(type))?.[1] ?? 'something';
}

function tEffect(event) {
  const key = `correlation.effect_${event.type}`;
  const text = t(key);
  return text === key ? '' : text;
}

/** The events at these positions, in as few questions as are worth it. */
async function eventsAt(positions, signal) {
  const wanted = new Set(positions);
  const runs = [];
  for (const position of positions) {
    const run = runs.at(-1);
    if (run && position - run.last <= GAP_MAX && position - run.first < 1000) {
      run.last = position;
    } else {
      runs.push({first: position, last: position});
    }
  }
  const found = await Promise.all(runs.map(({first, last}) =>
    get('/api/v1/events', {after: first - 1, limit: last - first + 1}, {signal})));
  return found.flatMap((page) => page.items).filter((event) => wanted.has(event.position));
}

/** What each account was after each of the events on it: stream → version → account. */
async function accountsAfter(events, signal) {
  const accounts = new Map();
  const asked = events.filter((event) => streamOf(event.stream).category === 'account');
  await Promise.all(asked.map(async ({stream, version, position}) => {
    const path = `/api/v1/accounts/${encodeURIComponent(streamOf(stream).id)}`;
    const account = await get(path, {at_version: version, min_position: position}, {signal});
    if (!accounts.has(stream)) {
      accounts.set(stream, new Map());
    }
    accounts.get(stream).set(version, account);
  }));
  return accounts;
}
