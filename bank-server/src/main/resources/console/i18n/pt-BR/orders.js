import {plural} from '../../i18n.js';
import {number} from '../../format.js';

export default {
  title: 'Ordens permanentes',
  lead: 'O que é pago de novo e de novo, por si só.',
  schedule: 'Agendar uma ordem permanente',
  search: 'Procurar por nome ou descrição',
  status: 'Situação',
  any_status: 'Qualquer situação',
  interval: 'Frequência',
  any_interval: 'Qualquer frequência',
  none: 'Nenhuma ordem permanente ainda',
  none_text: 'A primeira que for agendada aparecerá aqui.',
  no_match: 'Nenhuma ordem corresponde',
  no_match_text: 'Tente menos palavras ou outro filtro.',
  count: ({shown, all, more}) => shown === all && !more
    ? plural(all, {one: '# ordem permanente', other: '# ordens permanentes'})
    : `${number(shown)} de ${more ? 'mais de ' : ''}${number(all)} ordens permanentes`,
};
