import {plural} from '../../i18n.js';

export default {
  title: 'Clientes',
  lead: 'Todos os que o banco conhece, e onde moram.',
  register: 'Cadastrar cliente',
  registered: 'Cadastrado',
  search: 'Buscar por nome ou id',
  name: 'Nome',
  street: 'Rua',
  accounts: 'Contas',
  balance: 'Saldo',
  city: 'Cidade',
  postal_code: 'CEP',
  country: 'País',
  status: 'Situação',
  external_id: 'Id externo',
  external_id_hint: 'O número pelo qual outro sistema conhece este cliente.',
  any_city: 'Todas as cidades',
  any_status: 'Ativos e arquivados',
  status_active: 'ativo',
  status_archived: 'arquivado',
  by_city: 'Por cidade',
  cities: ({count}) => plural(count, {one: '# cidade', other: '# cidades'}),
  count: ({shown, all, more}) => more
    ? `${plural(shown, {one: '# cliente', other: '# clientes'})} dos carregados; busque os demais`
    : shown === all ? plural(all, {one: '# cliente', other: '# clientes'})
      : `${plural(shown, {one: '#', other: '#'})} de ${plural(all, {one: '# cliente', other: '# clientes'})}`,
  none: 'Ainda não há clientes',
  none_text: 'Cadastre o primeiro aqui, ou importe um arquivo com ./rastro import.',
  no_match: 'Ninguém corresponde',
  no_match_text: 'Tente menos letras ou outra cidade.',
};
