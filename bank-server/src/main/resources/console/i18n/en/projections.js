export default {
  title: 'Projections',
};
