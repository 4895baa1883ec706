export default {
  title: 'Audit',
};
