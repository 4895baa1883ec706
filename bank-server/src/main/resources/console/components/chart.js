// <rs-chart label="…" .option=${(theme) => ({…})} height="240">: an ECharts plot in our colours.
// The option is made anew for each theme; `label` says in words what the plot shows. Clicks come
// as rs-chart-click with ECharts' parameters, and zooming as rs-chart-zoom. Tooltips are drawn on
// the canvas: neither markup nor inline styles come in through them.

import {RsElement} from '../element.js';
import {onTheme} from '../appearance.js';
import {t} from '../i18n.js';

let library;

/** ECharts, or null where it could not be had: the page says in words what the plot shows. */
function loaded() {
  return library ??= import('echarts').catch((e) => {
    console.warn(e);
    return null;
  });
}

class RsChart extends RsElement {
  static properties = {option: {attribute: false}, label: {}, height: {type: Number}};

  height = 260;
  #chart = null;

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute('role', 'img');
    const resize = new ResizeObserver(() => this.#chart?.resize());
    resize.observe(this);
    this.whileConnected(() => resize.disconnect());
    this.whileConnected(onTheme(() => this.requestUpdate()));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#chart?.dispose();
    this.#chart = null;
  }

  /** The ECharts instance, once it is there, for what the option cannot say. */
  get chart() {
    return this.#chart;
  }

  async updated() {
    this.style.height = `${this.height}px`;
    this.setAttribute('aria-label', this.label ?? '');
    const echarts = await loaded();
    if (!echarts) {
      this.title = t('shell.no_plot');
      return;
    }
    if (!this.isConnected || !this.option) {
      return;
    }
    if (!this.#chart) {
      this.#chart = echarts.init(this, null, {renderer: 'canvas'});
      this.#chart.on('click', (click) => this.#send('rs-chart-click', click));
      this.#chart.on('datazoom', (zoom) => this.#send('rs-chart-zoom', zoom));
    }
    const theme = colors();
    this.#chart.setOption({...common(theme), ...this.option(theme)}, {notMerge: true});
  }

  #send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail}));
  }
}

customElements.define('rs-chart', RsChart);

/** The colours of the style sheet, as they are now. */
export function colors() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read('ink'), muted: read('muted'), line: read('line'), surface: read('surface'),
    accent: read('accent'), gold: read('gold'), good: read('good'), bad: read('bad'),
    series: [1, 2, 3, 4, 5, 6].map((i) => read(`series-${i}`)),
    font: style.fontFamily,
  };
}

function common(theme) {
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 250,
    animationDurationUpdate: 200,
    color: theme.series,
    textStyle: {fontFamily: theme.font, color: theme.muted, fontSize: 12},
    grid: {left: 8, right: 8, top: 24, bottom: 8, containLabel: true},
    tooltip: tooltip(theme),
  };
}

/** Spread this into an option's own tooltip. */
export function tooltip(theme) {
  return {
    renderMode: 'richText', trigger: 'axis', confine: true, transitionDuration: 0,
    backgroundColor: theme.surface, borderColor: theme.line, borderWidth: 1, padding: [8, 10],
    textStyle: {color: theme.ink, fontSize: 12, fontFamily: theme.font},
    axisPointer: {lineStyle: {color: theme.muted, width: 1}, label: {show: false}},
  };
}

/** axis({type: 'time', …}, theme): an axis with our lines and letters. */
export function axis(given, theme) {
  return {
    axisLine: {lineStyle: {color: theme.line}},
    axisTick: {show: false},
    axisLabel: {color: theme.muted, hideOverlap: true, ...given.axisLabel},
    splitLine: {lineStyle: {color: theme.line, opacity: 0.6}, show: given.type === 'value'},
    ...Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'axisLabel')),
  };
}
