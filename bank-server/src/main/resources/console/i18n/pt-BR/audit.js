export default {
  title: 'Auditoria',
};
