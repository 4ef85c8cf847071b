/** Layers with forward and backward pass, the loss, and networks made of them. */
package digits.network;
