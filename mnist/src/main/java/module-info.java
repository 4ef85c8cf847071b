/** The MNIST files as a jar. */
module digits.mnist {
  exports digits.mnist;
}
