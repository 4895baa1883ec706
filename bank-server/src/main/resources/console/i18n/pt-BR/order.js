import {plural} from '../../i18n.js';

export default {
  title: 'Ordem permanente',
  all: 'Todas as ordens permanentes',
  said: 'Uma transferência que o banco faz por si só: {interval}.',
  terms: 'Condições',
  no_last_date: 'nenhuma: até ser cancelada',
  no_next: 'mais nada',
  attempt: 'tentativa {attempt} do que vencia em {due}',
  history: 'História',
  events: ({count}) => plural(count, {one: '# evento', other: '# eventos'}),
  cancel_heading: 'Cancelar esta ordem permanente?',
  cancelled: 'A ordem permanente está cancelada.',
  paid: 'Pago o que vencia em {due}.',
  failed: 'A tentativa {attempt} do que vencia em {due} falhou.',
};
