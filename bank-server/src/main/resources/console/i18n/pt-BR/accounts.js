import {plural} from '../../i18n.js';
import {number} from '../../format.js';

export default {
  title: 'Contas',
  lead: 'Cada saldo é a soma de seus eventos. Escolha uma conta para vê-los.',
  open: 'Abrir conta',
  none: 'Ainda não há contas',
  none_text: 'A primeira que for aberta aparecerá aqui.',
  no_match: 'Nenhuma conta corresponde',
  no_match_text: 'Tente menos palavras ou outro filtro.',
  count: ({shown, all, more}) => shown === all && !more
    ? plural(all, {one: '# conta', other: '# contas'})
    : `${number(shown)} de ${more ? 'mais de ' : ''}${number(all)} contas`,
  search: 'Buscar por titular ou id',
  status: 'Situação',
  any_status: 'Qualquer situação',
  currency: 'Moeda',
  any_currency: 'Qualquer moeda',
  owner: 'Titular',
  balance: 'Saldo',
  history: 'Histórico',
  transactions: 'Transações',
  updated: 'Última mudança',
  act: 'Mover dinheiro ou encerrar',
  act_on: 'Depositar, sacar, transferir ou encerrar: {owner}',
};
