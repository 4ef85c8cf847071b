package digits.kernel;

/** What every kind of kernels must do: a new kind is tested by inheriting this. */
abstract class KernelsContract
    implements MatrixContract,
        PixelContract,
        ElementContract,
        SoftmaxContract,
        ConvolutionContract,
        ChannelContract,
        PoolingContract,
        PictureContract,
        WinogradContract {}
