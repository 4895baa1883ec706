import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {Every} from '../every.js';
import {get} from '../api.js';
import {bytes, number, percent, timeOfDay} from '../format.js';
import {locale, t} from '../i18n.js';
import {formatShort} from '../money.js';
import {emptyState, status} from '../components/status.js';
import {axis, tooltip} from '../components/chart.js';

const PAUSE = 2000;

/** Ten minutes; older samples are forgotten. */
const SAMPLES_MAX = 300;
const PARTS = ['event_table', 'event_indexes', 'streams', 'receipts', 'snapshots'];
const POINTS = ['p50', 'p90', 'p99', 'p999', 'max'];

class RsPageStore extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  #samples = [];
  #plots = new Map();
  #store = new Load(this, (signal) => this.#fetch(signal));
  #every = new Every(this, PAUSE, this.#store);

  async #fetch(signal) {
    const figures = await get('/api/v1/admin/store', {}, {signal});
    this.#samples = [...this.#samples, {at: Date.now(), events: figures.events,
      bytes: figures.bytes.total}].slice(-SAMPLES_MAX);
    return figures;
  }

  render() {
    return html`
      <div class="page-head"><div><h1>${t('store.title')}</h1><p>${t('store.lead')}</p></div></div>
      ${status(this.#store, (figures) => this.#show(figures))}`;
  }

  #show(figures) {
    const {events, streams, bytes: size, growth} = figures;
    const figure = (name, value, more) => html`<section class="panel span-3">
      <p class="figure-label">${t(`store.${name}`)}</p>
      <p class="figure" data-figure=${name}>${value}</p><p class="muted">${more}</p></section>`;
    return html`<div class="grid store">
      ${figure('events', number(events), t('store.in_streams', {count: streams}))}
      ${figure('size', bytes(size.total), t('store.size_more'))}
      ${figure('per_event', events === 0 ? '–' : bytes(size.per_event), t('store.per_event_more'))}
      ${figure('last_hour', number(growth.events_last_hour),
        t('store.last_day', {count: number(growth.events_last_day)}))}
      ${this.#growth()}${this.#parts(size)}
      ${this.#batches(figures.appends)}
      ${this.#latency('appends', figures.appends.latency_ranges, figures.appends.latency_micros,
        figures.appends.count)}
      ${this.#latency('loads', figures.replay.latency_ranges, figures.replay.latency_micros,
        figures.snapshots.loads)}
      ${this.#states(figures)}
    </div>`;
  }

  /** A plot is drawn again only if its numbers or its words are others. */
  #plot(name, data, option) {
    const key = locale() + JSON.stringify(data);
    if (this.#plots.get(name)?.key !== key) {
      this.#plots.set(name, {key, option: (theme) => option(data, theme)});
    }
    return this.#plots.get(name).option;
  }

  #growth() {
    const samples = this.#samples;
    const [first, last] = [samples[0], samples.at(-1)];
    const seconds = (last.at - first.at) / 1000;
    const rate = seconds === 0 ? 0 : (last.events - first.events) / seconds;
    return html`<section class="panel span-7" aria-labelledby="growth">
      <header><h2 id="growth">${t('store.growth')}</h2><span class="muted">${
        t('store.rate', {rate: number(rate, {maximumFractionDigits: 1})})}</span></header>
      <rs-chart height="230" label=${t('store.growth_label', {events: number(last.events),
        size: bytes(last.bytes)})} .option=${this.#plot('growth', samples, growthOption)}></rs-chart>
      <p class="muted">${t('store.growth_more')}</p></section>`;
  }

  #parts(size) {
    const most = Math.max(1, ...PARTS.map((name) => size[name]));
    return html`<section class="panel span-5" aria-labelledby="parts">
      <header><h2 id="parts">${t('store.parts')}</h2></header>
      <ol class="bars" data-parts>${PARTS.map((name) => html`<li><div>
        <span class="bar-label">${t(`store.part_${name}`)}</span>
        <span class="bar-value">${bytes(size[name])}</span>
        <span class="bar-line"><i .style=${`width:${100 * size[name] / most}%`}></i></span>
      </div></li>`)}</ol></section>`;
  }

  #batches({batches, batch_sizes: sizes, count}) {
    const mean = batches === 0 ? 0 : count / batches;
    return this.#histogram('batches', sizes.map((each) => ({at_most: each.at_most, count: each.batches})),
      {name: rangeOfBatch, said: t('store.batches_said', {batches,
        mean: number(mean, {maximumFractionDigits: 1})})});
  }

  #latency(name, ranges, points, count) {
    const more = html`<dl class="measures tight">${POINTS.map((point) => html`<div>
      <dt>${t(`store.${point}`)}</dt><dd data-figure=${`${name}_${point}`}>${micros(points[point])}</dd>
      </div>`)}</dl>`;
    return this.#histogram(name, ranges, {name: (at) => micros(at + 1),
      said: t(`store.${name}_said`, {count: number(count)}), more});
  }

  #histogram(name, ranges, {name: label, said, more = nothing}) {
    const filled = withGaps(ranges);
    const total = ranges.reduce((sum, range) => sum + range.count, 0);
    return html`<section class="panel span-6" aria-labelledby=${name}>
      <header><h2 id=${name}>${t(`store.${name}`)}</h2><span class="muted">${said}</span></header>
      ${total === 0 ? emptyState(t('store.nothing'), t('store.nothing_text')) : html`
        <rs-chart data-chart=${name} height=${more === nothing ? 275 : 210} label=${`${t(`store.${name}`)}: ${said}`}
          .option=${this.#plot(name, filled, (data, theme) =>
            histogramOption({data, label, total, ofBatches: name === 'batches'}, theme))}></rs-chart>
        ${more}`}</section>`;
  }

  #states({snapshots, state_cache: cache, replay}) {
    const figure = (name, value) => html`<div><dt>${t(`store.${name}`)}</dt><dd
      data-figure=${name}>${value}</dd></div>`;
    const hit = (part, whole) => whole === 0 ? '–' : percent(part / whole);
    return html`<section class="panel span-6" aria-labelledby="states">
      <header><h2 id="states">${t('store.states')}</h2></header>
      <p class="muted said">${t('store.states_more')}</p>
      <dl class="measures tight">
        ${figure('cache_hits', hit(cache.hits, cache.lookups))}
        ${figure('snapshot_hits', hit(snapshots.hits, snapshots.loads))}
        ${figure('snapshots', number(snapshots.count))}
        ${figure('replayed', number(replay.events))}
        ${figure('replay_rate', replay.events_per_second === 0 ? '–'
          : t('store.rate', {rate: number(replay.events_per_second)}))}
      </dl></section>`;
  }
}

/** 850 → '850 µs', 1500 → '1.5 ms'. */
function micros(value) {
  const [scaled, unit] = value < 1000 ? [value, 'microsecond']
    : value < 1_000_000 ? [value / 1000, 'millisecond'] : [value / 1_000_000, 'second'];
  return number(scaled, {style: 'unit', unit, maximumFractionDigits: scaled < 10 ? 1 : 0});
}

function rangeOfBatch(atMost) {
  const least = (atMost + 1) / 2;
  return least === atMost ? number(atMost) : `${number(least)}–${number(atMost)}`;
}

/** The ranges double; those without anything are left out by the API. */
function withGaps(ranges) {
  const filled = [];
  for (const range of ranges) {
    for (let last = filled.at(-1); last && last.at_most * 2 + 1 < range.at_most; last = filled.at(-1)) {
      filled.push({at_most: last.at_most * 2 + 1, count: 0});
    }
    filled.push(range);
  }
  return filled;
}

function histogramOption({data, label, total, ofBatches}, theme) {
  return {
    grid: {left: 4, right: 8, top: 16, bottom: 4, containLabel: true},
    tooltip: {...tooltip(theme), axisPointer: {type: 'none'}, formatter: ([{dataIndex: i}]) => {
      const range = ofBatches ? t('store.tip_batch', {range: label(data[i].at_most)})
        : t('store.tip_latency', {from: micros((data[i].at_most + 1) / 2), to: label(data[i].at_most)});
      return `${range}\n${number(data[i].count)} (${percent(data[i].count / total)})`;
    }},
    xAxis: axis({type: 'category', data: data.map((range) =>
      (ofBatches ? '' : '< ') + label(range.at_most))}, theme),
    yAxis: axis({type: 'value', splitNumber: 3, minInterval: 1, axisLabel: {formatter: formatShort}},
      theme),
    series: [{type: 'bar', data: data.map((range) => range.count), barCategoryGap: '12%',
      barMaxWidth: 60, itemStyle: {borderRadius: [2, 2, 0, 0]}}],
  };
}

function growthOption(samples, theme) {
  return {
    grid: {left: 4, right: 12, top: 16, bottom: 4, containLabel: true},
    animation: false,
    tooltip: {...tooltip(theme), formatter: ([{dataIndex: i}]) => [timeOfDay(samples[i].at),
      t('store.tip_events', {count: number(samples[i].events)}), bytes(samples[i].bytes)].join('\n')},
    xAxis: axis({type: 'time', splitNumber: 4, axisLabel: {formatter: (at) => timeOfDay(at)}}, theme),
    yAxis: axis({type: 'value', splitNumber: 3, minInterval: 1,
      min: ({min, max}) => Math.max(0, Math.floor(min - margin(min, max))),
      max: ({min, max}) => Math.ceil(max + margin(min, max)), axisLabel: {formatter: (value) => number(value),
        showMinLabel: false, showMaxLabel: false}}, theme),
    series: [{type: 'line', showSymbol: samples.length < 3, lineStyle: {width: 2},
      data: samples.map((sample) => [sample.at, sample.events])}],
  };
}

function margin(min, max) {
  return Math.max(10, (max - min) / 8);
}

customElements.define('rs-page-store', RsPageStore);
