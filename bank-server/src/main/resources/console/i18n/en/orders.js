import {plural} from '../../i18n.js';
import {number} from '../../format.js';

export default {
  title: 'Standing orders',
  lead: 'What is paid again and again, by itself.',
  schedule: 'Schedule a standing order',
  search: 'Search by name or description',
  status: 'Status',
  any_status: 'Any status',
  interval: 'How often',
  any_interval: 'However often',
  none: 'No standing orders yet',
  none_text: 'The first one that is scheduled will appear here.',
  no_match: 'No standing order fits',
  no_match_text: 'Try fewer words, or another filter.',
  count: ({shown, all, more}) => shown === all && !more
    ? plural(all, {one: '# standing order', other: '# standing orders'})
    : `${number(shown)} of ${more ? 'more than ' : ''}${number(all)} standing orders`,
};
