export default {
  title: 'Correlation',
};
