// What the plots of the analytics draw.

import {capOf, cutBars} from '../flows.js';
import {date, number} from '../format.js';
import {t} from '../i18n.js';
import {forPlot, formatMoney, formatShort} from '../money.js';
import {axis, tooltip} from './chart.js';

function stepName(day, step) {
  return date(day, step === 'month' ? {year: 'numeric', month: 'short'} : {dateStyle: 'medium'});
}

export function flowsOption({buckets, currency, step, first, last}, theme) {
  const narrow = innerWidth < 640;
  const days = buckets.map((bucket) => bucket.date);
  const label = {formatter: (day) => stepName(day, step)};
  const time = (grid, more) => axis({type: 'category', data: days, gridIndex: grid, ...more,
    axisLabel: {...label, ...more.axisLabel}}, theme);
  const [deposits, withdrawals] = [buckets.map((bucket) => forPlot(bucket.deposits)),
    buckets.map((bucket) => -forPlot(bucket.withdrawals))];
  const cap = capOf([...deposits, ...withdrawals]);
  const money = (grid, name) => axis({type: 'value', gridIndex: grid, name, splitNumber: 3,
    nameTextStyle: {align: 'left', color: theme.muted}, scale: grid === 0,
    axisLabel: {formatter: formatShort}}, theme);
  const series = (name, grid, data, more) => ({name: t(`analytics.${name}`), xAxisIndex: grid,
    yAxisIndex: grid, data, ...more});
  const side = {left: narrow ? 40 : 60, right: narrow ? 8 : 16};
  return {
    grid: [{...side, top: 34, height: 130}, {...side, top: 208, height: 130}],
    axisPointer: {link: [{xAxisIndex: 'all'}]},
    tooltip: {...tooltip(theme), formatter: (points) => flowsTip(buckets[points[0].dataIndex],
      currency, step)},
    xAxis: [time(0, {axisLabel: {show: false}, boundaryGap: true}), time(1, {})],
    yAxis: [money(0, t('analytics.closing_balance')), money(1, t('analytics.flows_axis'))],
    dataZoom: [
      {type: 'slider', xAxisIndex: [0, 1], startValue: first, endValue: last, bottom: 6, height: 34,
        ...side, borderColor: theme.line, fillerColor: `${theme.accent}22`, showDetail: false,
        brushSelect: false, handleStyle: {color: theme.surface, borderColor: theme.accent},
        moveHandleStyle: {color: theme.accent, opacity: .5}, dataBackground: {
          lineStyle: {color: theme.muted, opacity: .5}, areaStyle: {color: theme.muted, opacity: .1}},
        selectedDataBackground: {lineStyle: {color: theme.accent}, areaStyle: {color: theme.accent,
          opacity: .15}}},
      {type: 'inside', xAxisIndex: [0, 1], startValue: first, endValue: last, zoomOnMouseWheel: 'ctrl'},
    ],
    series: [
      series('closing_balance', 0, buckets.map((bucket) => forPlot(bucket.closing_balance)), {type: 'line', showSymbol: false,
        lineStyle: {width: 2}, color: theme.series[0], step: 'end'}),
      series('deposits', 1, cutBars(deposits, cap, formatShort, theme.ink), {type: 'bar', stack: 'flows',
        color: theme.series[0], barMaxWidth: 22}),
      series('withdrawals', 1, cutBars(withdrawals, cap, formatShort, theme.ink), {type: 'bar', stack: 'flows',
        color: theme.series[1], barMaxWidth: 22}),
    ],
  };
}

function flowsTip(bucket, currency, step) {
  const line = (name) => `${t(`analytics.${name}`)}  ${formatMoney(bucket[name], currency)}`;
  return [stepName(bucket.date, step), line('deposits'), line('withdrawals'), line('net_flow'),
    line('closing_balance')].join('\n');
}

export function distributionOption({distribution, currency}, theme) {
  const names = distribution.map((range) => rangeName(range, formatShort));
  return {
    grid: {left: 4, right: 44, top: 6, bottom: 6, containLabel: true},
    tooltip: {...tooltip(theme), axisPointer: {type: 'none'}, formatter: ([{dataIndex: i}]) =>
      `${rangeName(distribution[i], (amount) => formatMoney(amount, currency))}\n${
        t('analytics.accounts', {count: distribution[i].accounts})}\n${
        formatMoney(distribution[i].balance, currency)}`},
    xAxis: axis({type: 'value', minInterval: 1, splitNumber: 4, axisLabel: {formatter: formatShort}},
      theme),
    yAxis: axis({type: 'category', data: names, inverse: false}, theme),
    series: [{type: 'bar', barMaxWidth: 22, label: {show: true, position: 'right', color: theme.muted,
      formatter: ({value}) => value === 0 ? '' : number(value)},
      data: distribution.map((range) => ({value: range.accounts, itemStyle: {
        color: range.below !== null && forPlot(range.below) <= 0 ? theme.bad : theme.series[0]}}))}],
  };
}

function rangeName({from, below}, money) {
  if (from === null) {
    return t('analytics.below', {amount: money(below)});
  }
  return below === null ? t('analytics.from_on', {amount: money(from)})
    : t('analytics.between', {from: money(from), below: money(below)});
}
