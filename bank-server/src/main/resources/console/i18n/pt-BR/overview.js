export default {
  title: 'Visão geral',
};
