import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {Every} from '../every.js';
import {get, post} from '../api.js';
import {number, percent, relative} from '../format.js';
import {t, tOr} from '../i18n.js';
import {setQuery} from '../router.js';
import {describe, emptyState, status} from '../components/status.js';
import {confirm} from '../components/confirm.js';
import {openEvent} from '../components/event-drawer.js';
import {icon} from '../components/icons.js';
import {toast} from '../components/toast.js';
import {sparkline} from '../components/sparkline.js';
import '../components/dialog.js';
import '../components/form.js';
import '../components/time.js';

const PATH = '/api/v1/admin/projections';
const PAUSE = 1000;

/** Of the lag, a few minutes; older ones are forgotten. */
const SAMPLES_MAX = 180;
const TONES = {up_to_date: 'good', behind: 'warn', paused: 'warn', failing: 'bad'};

class RsPageProjections extends RsElement {
  static properties = {
    params: {attribute: false},
    query: {attribute: false},
    _asked: {state: true},
    _busy: {state: true},
  };

  _asked = null;
  _busy = new Set();
  #lags = new Map();
  #projections = new Load(this, (signal) => this.#fetch(signal), {on: () => true, wait: 400});
  #every = new Every(this, PAUSE, this.#projections);

  async #fetch(signal) {
    const page = await get(PATH, {}, {signal});
    page.items.forEach(({name, lag_events: lag}) =>
      this.#lags.set(name, [...this.#lags.get(name) ?? [], lag].slice(-SAMPLES_MAX)));
    return page;
  }

  render() {
    return html`
      <div class="page-head"><div><h1>${t('projections.title')}</h1>
        <p>${t('projections.lead')}</p></div></div>
      ${status(this.#projections, (page) => this.#show(page.items), {
        isEmpty: (page) => page.items.length === 0,
      })}
      <rs-dialog data-dialog="rebuild" .heading=${this.#question('rebuild')}
        .content=${() => this.#rebuildForm()}></rs-dialog>
      <rs-dialog data-dialog="skip" .heading=${t('projections.skip_heading')}
        .content=${() => this.#skipForm()}></rs-dialog>`;
  }

  #show(projections) {
    const wrong = projections.filter((each) => needsCare(each));
    const shown = this.query.show === 'trouble' ? wrong : projections;
    const choice = (value, label) => html`<button type="button" class="segment"
      aria-pressed=${(this.query.show ?? '') === value}
      @click=${() => setQuery({show: value || null})}>${label}</button>`;
    return html`
      <div class="filters"><div class="segments" role="group" aria-label=${t('projections.which')}>
        ${choice('', t('projections.all', {count: projections.length}))}
        ${choice('trouble', t('projections.trouble', {count: wrong.length}))}</div>
        <span class="muted" data-head>${t('projections.head',
          {position: number(projections[0].head)})}</span></div>
      ${shown.length === 0
        ? emptyState(t('projections.all_well'), t('projections.all_well_text'))
        : html`<div class="panel flush"><table class="dense">
          <thead><tr><th scope="col">${t('projections.title')}</th>
            <th scope="col">${t('projections.lag')}</th>
            <th scope="col">${t('projections.lag_over_time')}</th>
            <th scope="col">${t('projections.position')}</th>
            <th scope="col">${t('projections.rate')}</th>
            <th scope="col">${t('projections.generation')}</th>
            <th scope="col"><span class="visually-hidden">${t('shell.actions')}</span></th></tr></thead>
          ${shown.map((each) => this.#rows(each))}</table></div>`}`;
  }

  #rows(each) {
    return html`<tbody data-projection=${each.name} data-state=${each.state}>
      <tr>${this.#name(each)}${this.#figures(each)}<td>${this.#actions(each)}</td></tr>
      ${hasMore(each) ? html`<tr class="care"><td colspan="7">
        ${each.trouble ? html`<p class="trouble" role="alert">${icon('warning')} ${each.trouble}</p>`
          : nothing}
        ${each.rebuild ? this.#rebuild(each) : nothing}
        ${each.parked.length > 0 ? this.#parked(each) : nothing}</td></tr>` : nothing}</tbody>`;
  }

  #name(each) {
    const about = tOr(`projections.about_${each.name}`, '');
    return html`<th scope="row" title=${about}><span class="projection-name">${
        tOr(`projections.name_${each.name}`, each.name)}</span>
      <span class=${`tag ${TONES[each.state]}`} data-tag>${t(`projections.state_${each.state}`)}</span>
      </th>`;
  }

  #figures(each) {
    const cell = (name, value, more = nothing) => html`<td data-label=${t(`projections.${name}`)}><span
      data-figure=${name}>${value}${more}</span></td>`;
    const since = each.serving?.switched_at ?? each.serving?.started_at;
    const generation = each.serving ? html`${number(each.serving.generation)} <small>${
      relative(since)}</small>` : t('projections.none_serving');
    return html`
      ${cell('lag', t('projections.lag_events', {count: each.lag_events}),
        each.lag_events > 0 ? html`<small>${t('projections.lag_age',
          {seconds: number(Math.ceil(each.lag_millis / 1000))})}</small>` : nothing)}
      <td class="wide">${this.#lagLine(each)}</td>
      ${cell('position', number(each.position), html`<progress max=${Math.max(1, each.head)}
        value=${each.head === 0 ? 1 : each.position}
        aria-label=${t('projections.position_of', {name: each.name})}></progress>`)}
      ${cell('rate', t('projections.per_second', {rate: number(each.rate)}))}
      ${cell('generation', generation, each.retired.length > 0 ? html`<small data-retired>${
        t('projections.retired', {count: each.retired.length})}</small>` : nothing)}`;
  }

  #lagLine({name}) {
    const lags = this.#lags.get(name) ?? [];
    return lags.length < 2 ? nothing
      : sparkline(lags, t('projections.lag_said', {most: number(Math.max(...lags))}));
  }

  #actions(each) {
    const busy = this._busy.has(each.name);
    const paused = each.state === 'paused';
    const button = (name, picture, act, disabled = false) => html`<button type="button"
      class="button quiet square" data-do=${name} ?disabled=${busy || disabled} @click=${act}
      title=${t(`projections.${name}`)} aria-label=${`${t(`projections.${name}`)}: ${each.name}`}>${
        icon(picture)}</button>`;
    return html`<div class="actions">
      ${paused ? button('resume', 'play', () => this.#resume(each))
        : button('pause', 'pause', () => this.#pause(each))}
      ${button('rebuild', 'refresh', () => this.#ask('rebuild', each), Boolean(each.rebuild))}
      ${each.retired.length > 0 ? button('drop', 'close', () => this.#drop(each)) : nothing}
    </div>`;
  }

  #rebuild(each) {
    const {percent: done, rate, seconds_left: left, generation, compare} = each.rebuild;
    return html`<div class="rebuild" data-rebuild>
      <div class="rebuild-words"><strong>${t('projections.rebuilding', {generation: number(generation)})}
        </strong><span data-percent>${percent(done / 100)}</span></div>
      <progress max="100" value=${done} aria-label=${t('projections.rebuild_of', {name: each.name})}>
      </progress>
      <p class="muted">${each.state === 'paused' ? t('projections.rebuild_paused')
        : t('projections.rebuild_rate', {rate: number(rate), left})}
        ${compare ? t('projections.rebuild_compares') : nothing}</p></div>`;
  }

  #parked(each) {
    return html`<div class="parked" data-parked>
      <div class="parked-head"><h2>${t('projections.parked', {count: each.parked.length})}</h2>
        <button type="button" class="button" data-do="retry" ?disabled=${this._busy.has(each.name)}
          @click=${() => this.#retry(each)}>${icon('refresh')} ${t('projections.retry')}</button></div>
      <p class="muted">${t('projections.parked_text')}</p>
      <ul class="lines">${each.parked.map((stream) => html`<li class="parked-stream">
        <div><code>${stream.stream}</code>
          <p class="reason">${stream.reason}</p>
          <p class="muted"><button type="button" class="link"
            @click=${() => openEvent(stream.first_position)}>${t('projections.parked_at',
              {version: number(stream.first_version), position: number(stream.first_position)})}</button>
            · ${t('projections.attempts', {count: stream.attempts})}
            · <rs-time mode="relative" .at=${stream.parked_at}></rs-time></p></div>
        <button type="button" class="button" data-do="skip"
          @click=${() => this.#ask('skip', each, stream)}>${t('projections.skip')}</button>
      </li>`)}</ul></div>`;
  }

  #question(name) {
    return t(`projections.${name}_heading`, {name: this._asked ? this._asked.projection.name : ''});
  }

  async #ask(dialog, projection, stream = null) {
    this._asked = {projection, stream};
    await this.updateComplete;
    this.#dialog(dialog).show();
  }

  #dialog(name) {
    return this.querySelector(`rs-dialog[data-dialog=${name}]`);
  }

  #rebuildForm() {
    const {name} = this._asked.projection;
    const fields = [{name: 'compare', kind: 'select', label: t('projections.compare'), required: true,
      value: 'yes', hint: t('projections.compare_hint'), options: ['yes', 'no'].map((value) =>
        ({value, label: t(`projections.compare_${value}`)}))}];
    return html`<p class="hint before-form">${t('projections.rebuild_text')}</p>
      <rs-form submit-label=${t('projections.rebuild')} .fields=${fields}
        .send=${({compare}, key) => post(`${PATH}/${name}/rebuild`, {compare: compare === 'yes'}, {key})}
        @rs-done=${() => this.#done('rebuild', t('projections.begun'))}
        @rs-cancel=${() => this.#dialog('rebuild').close()}></rs-form>`;
  }

  #skipForm() {
    const {projection: {name}, stream} = this._asked;
    const fields = [{name: 'reason', label: t('projections.reason'), required: true, max: 500}];
    return html`<p class="hint before-form">${t('projections.skip_text',
        {stream: stream.stream, version: number(stream.first_version)})}</p>
      <rs-form danger submit-label=${t('projections.skip')} .fields=${fields}
        .send=${({reason}, key) => post(`${PATH}/${name}/skip-parked`,
          {stream: stream.stream, version: stream.first_version, reason}, {key})}
        .places=${{stream_not_parked: 'reason', parked_at_other_version: 'reason'}}
        @rs-done=${() => this.#done('skip', t('projections.skipped'))}
        @rs-cancel=${() => this.#dialog('skip').close()}></rs-form>`;
  }

  #done(dialog, said) {
    this.#dialog(dialog).close();
    toast(said);
    this.#projections.reload();
  }

  async #pause(each) {
    const agreed = await confirm({heading: t('projections.pause_heading', {name: each.name}),
      text: t('projections.pause_text'), action: t('projections.pause'), danger: true});
    if (agreed) {
      await this.#tell(each, 'pause', () => t('projections.paused'));
    }
  }

  #resume(each) {
    return this.#tell(each, 'resume', () => t('projections.resumed'));
  }

  #retry(each) {
    return this.#tell(each, 'retry-parked', (answer) =>
      t('projections.back', {count: answer.streams_back}));
  }

  async #drop(each) {
    const agreed = await confirm({heading: t('projections.drop_heading', {name: each.name}),
      text: t('projections.drop_text'), action: t('projections.drop'), danger: true});
    if (agreed) {
      await this.#tell(each, 'drop-retired', (answer) =>
        t('projections.dropped', {count: answer.generations_dropped}));
    }
  }

  async #tell(each, verb, said) {
    this._busy = new Set([...this._busy, each.name]);
    try {
      toast(said(await post(`${PATH}/${each.name}/${verb}`)));
    } catch (e) {
      toast(describe(e), 'bad');
    } finally {
      this._busy = new Set([...this._busy].filter((name) => name !== each.name));
      this.#projections.reload();
    }
  }
}

function hasMore({trouble, rebuild, parked}) {
  return Boolean(trouble || rebuild) || parked.length > 0;
}

function needsCare({state, parked, rebuild}) {
  return state === 'failing' || state === 'paused' || parked.length > 0 || rebuild !== null;
}

customElements.define('rs-page-projections', RsPageProjections);
