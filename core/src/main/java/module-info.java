/** Handwritten digits, read by neural networks written from scratch; the JDK and nothing else. */
module digits.core {
  requires java.desktop;
  requires jdk.incubator.vector;

  exports digits;
  exports digits.data;
  exports digits.data.corruption;
  exports digits.image;
  exports digits.model;
  exports digits.network;
  exports digits.training;
  exports digits.tutorial;
  exports digits.zoo;
}
