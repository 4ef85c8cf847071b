/**
 * A picture becomes what the network expects: {@link digits.image.Pictures} decodes a file into
 * {@link digits.image.Gray}, and {@link digits.image.Preparation} turns a grey picture of one digit
 * into an image made as MNIST's images were made.
 */
package digits.image;
