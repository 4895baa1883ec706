import {plural} from '../../i18n.js';
import {number} from '../../format.js';

export default {
  title: 'Visão geral',
  lead: 'O que o banco tem agora e o que está acontecendo com isso.',
  welcome: 'Boas-vindas ao Rastro',
  empty: 'Este banco está vazio: nada aconteceu nele ainda. O que acontecer daqui em diante fica lembrado, evento por evento, e todo saldo pode ser rastreado até eles.',
  way_by_hand: 'Abrir uma conta à mão',
  way_by_hand_text: 'Abra uma, deposite algo, tente sacar demais e veja o que ficou registrado.',
  open_account: 'Abrir conta',
  way_demo: 'Carregar os dados de demonstração',
  way_demo_text: 'Um ano do banco de uma cidade pequena: salários, aluguéis, lojas, ordens permanentes, uma correção retroativa. Depois ele continua, ao vivo.',
  load_demo: 'Carregar a demonstração',
  demo_runs: 'Registrando um ano',
  way_files: 'Importar arquivos',
  way_files_text: 'Clientes, contas e transações em arquivos CSV, com suas próprias datas.',
  import_hint: 'Na linha de comando, na pasta do Rastro:',
  balances: 'Saldos totais',
  total: 'Total em {currency}',
  accounts: ({open, closed}) => plural(open, {one: '# conta aberta', other: '# contas abertas'})
    + (closed > 0 ? `, ${number(closed)} encerradas` : ''),
  range: '{from} a {to}',
  flows: 'Entradas e saídas por dia',
  flows_label: 'Barras para cada dia de {range}: depósitos acima da linha, saques abaixo.',
  in: 'Entradas',
  out: 'Saídas',
  opened: 'Contas abertas por dia',
  opened_sum: ({count}) => plural(count, {one: '# conta aberta', other: '# contas abertas'}),
  opened_none: 'Nenhuma conta foi aberta nesses dias.',
  sum_in: 'entraram {amount}',
  sum_out: 'saíram {amount}',
  trend: 'Como o total evoluiu',
  opened_label: 'Barras para cada dia de {range}; {count} contas foram abertas.',
  pulse: 'Pulso',
  pulse_span: 'último minuto',
  commands_per_second: 'comandos/s',
  events_per_second: 'eventos/s',
  projections: 'Modelos de leitura',
  projections_more: 'Projeções',
  no_lag: 'em dia',
  state_up_to_date: 'em dia',
  state_behind: ({events, age}) => `${behind(events)}, ${age}`,
  state_paused: ({events}) => `pausada, ${behind(events)}`,
  state_failing: ({events}) => `com falha, ${behind(events)}`,
  newest: 'Eventos mais novos',
  newest_more: 'Todos os eventos',
};

function behind(events) {
  return plural(events, {one: '# evento atrás', other: '# eventos atrás'});
}
