export default {
  title: 'Contas',
};
