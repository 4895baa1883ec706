import {plural} from '../../i18n.js';
import {number} from '../../format.js';

export default {
  title: 'Accounts',
  lead: 'Every balance is the sum of its events. Choose an account to see them.',
  open: 'Open account',
  none: 'No accounts yet',
  none_text: 'The first one that is opened will appear here.',
  no_match: 'No account fits',
  no_match_text: 'Try fewer words, or another filter.',
  count: ({shown, all, more}) => shown === all && !more
    ? plural(all, {one: '# account', other: '# accounts'})
    : `${number(shown)} of ${more ? 'more than ' : ''}${number(all)} accounts`,
  search: 'Search by owner or id',
  status: 'Status',
  any_status: 'Any status',
  currency: 'Currency',
  any_currency: 'Any currency',
  owner: 'Owner',
  balance: 'Balance',
  history: 'History',
  transactions: 'Transactions',
  updated: 'Last change',
  act: 'Move money or close',
  act_on: 'Deposit, withdraw, transfer or close: {owner}',
};
