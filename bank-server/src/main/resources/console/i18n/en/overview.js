import {plural} from '../../i18n.js';
import {number} from '../../format.js';

export default {
  title: 'Overview',
  lead: 'What the bank holds now, and what is happening to it.',
  welcome: 'Welcome to Rastro',
  empty: 'This bank is empty: nothing has happened in it yet. Whatever happens from now on is remembered, event by event, and every balance can be traced back to them.',
  way_by_hand: 'Open an account by hand',
  way_by_hand_text: 'Open one, pay something in, try to take out too much, and look at what was recorded.',
  open_account: 'Open account',
  way_demo: 'Load the demo data',
  way_demo_text: 'A year of a small town’s bank: salaries, rents, shops, standing orders, a backdated correction. Then it goes on, live.',
  load_demo: 'Load the demo data',
  demo_runs: 'Recording a year',
  way_files: 'Import files',
  way_files_text: 'Customers, accounts and transactions as CSV files, with their own dates.',
  import_hint: 'From the command line, in the folder of Rastro:',
  balances: 'Total balances',
  total: 'Total in {currency}',
  accounts: ({open, closed}) => plural(open, {one: '# open account', other: '# open accounts'})
    + (closed > 0 ? `, ${number(closed)} closed` : ''),
  range: '{from} to {to}',
  flows: 'Money in and out per day',
  flows_label: 'Bars for each day of {range}: deposits above the line, withdrawals below.',
  in: 'In',
  out: 'Out',
  opened: 'Accounts opened per day',
  opened_sum: ({count}) => plural(count, {one: '# account opened', other: '# accounts opened'}),
  opened_none: 'No account was opened in these days.',
  sum_in: '{amount} in',
  sum_out: '{amount} out',
  trend: 'How the total went',
  opened_label: 'Bars for each day of {range}; {count} accounts were opened.',
  pulse: 'Pulse',
  pulse_span: 'last minute',
  commands_per_second: 'commands/s',
  events_per_second: 'events/s',
  projections: 'Read models',
  projections_more: 'Projections',
  no_lag: 'up to date',
  state_up_to_date: 'up to date',
  state_behind: ({events, age}) => `${behind(events)}, ${age}`,
  state_paused: ({events}) => `paused, ${behind(events)}`,
  state_failing: ({events}) => `failing, ${behind(events)}`,
  newest: 'Newest events',
  newest_more: 'All events',
};

function behind(events) {
  return plural(events, {one: '# event behind', other: '# events behind'});
}
