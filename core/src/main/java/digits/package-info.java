/** The front door: {@link digits.DigitReader} reads the digit of a picture. */
package digits;
