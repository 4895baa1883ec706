export default {
  title: 'Conta',
};
