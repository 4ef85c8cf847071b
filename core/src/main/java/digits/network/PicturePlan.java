package digits.network;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * How a few pictures are taken through a frozen network, made once for all threads. Between the
 * steps pictures are [row, column, channel]; the weights are brought into that order here. Steps
 * read and write slots of {@link PictureMemory}; the pictures themselves stand in slot 0, [channel,
 * row, column].
 *
 * <p>Pictures that come together go one by one through the first links, where there is more of them
 * than of weights and what one leaves in the nearest caches the next step finds there. From the
 * first layer on that has more weights than it takes numbers they go together.
 *
 * @param lengths of the slots, for so many pictures
 * @param alone links that take one picture at a time
 * @param meeting the slot in which each is then, one behind another
 * @param size of one in it
 * @param longestRow of the rows of numbers that are multiplied by a matrix
 * @param logits the slot in which they stand in the end
 * @param takesBytes the first step, if it takes the pictures' bytes and slot 0 stays empty; or null
 */
record PicturePlan(
    List<Link> links,
    List<IntUnaryOperator> lengths,
    int alone,
    int meeting,
    int size,
    int longestRow,
    int logits,
    PictureStep.OfBytes takesBytes) {

  /** A step with the slots it reads and writes. */
  record Link(PictureStep step, int from, int to) {}

  static PicturePlan of(Frozen network) {
    PicturePlanner planner = new PicturePlanner(network);
    int at = 0;
    for (Layer layer : network.architecture().layers()) {
      if (planner.alone == 0 && layer.parameterCount() > planner.held.size()) {
        planner.meet();
      }
      planner.addAll(List.of(layer), at);
      at += layer.parameterCount();
    }
    planner.hold(Shape.of(planner.held.size()));
    if (planner.alone == 0) {
      planner.meet();
    }
    List<Link> links = List.copyOf(planner.links);
    List<IntUnaryOperator> lengths = List.copyOf(planner.lengths);
    return new PicturePlan(
        links,
        lengths,
        planner.alone,
        planner.meeting,
        planner.size,
        planner.longestRow,
        planner.slot,
        takesBytes(links));
  }

  /** The first step, if it can take the bytes of the picture and no other step reads that. */
  private static PictureStep.OfBytes takesBytes(List<Link> links) {
    boolean readAgain =
        links.stream()
            .skip(1)
            .anyMatch(
                link ->
                    link.from() == 0
                        || link.step() instanceof PictureStep.Add add && add.other() == 0);
    return !links.isEmpty()
            && !readAgain
            && links.get(0).step() instanceof PictureStep.OfBytes first
        ? first
        : null;
  }
}
