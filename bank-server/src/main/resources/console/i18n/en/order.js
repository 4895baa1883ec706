import {plural} from '../../i18n.js';

export default {
  title: 'Standing order',
  all: 'All standing orders',
  said: 'A transfer that the bank makes by itself: {interval}.',
  terms: 'Terms',
  no_last_date: 'none: until it is cancelled',
  no_next: 'nothing any more',
  attempt: 'attempt {attempt} of what was due on {due}',
  history: 'History',
  events: ({count}) => plural(count, {one: '# event', other: '# events'}),
  cancel_heading: 'Cancel this standing order?',
  cancelled: 'The standing order is cancelled.',
  paid: 'Paid what was due on {due}.',
  failed: 'Attempt {attempt} of what was due on {due} failed.',
};
