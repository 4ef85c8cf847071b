/** The corruptions of MNIST-C: what readers of digits must survive, and are measured by. */
package digits.data.corruption;
