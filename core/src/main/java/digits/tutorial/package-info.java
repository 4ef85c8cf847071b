/** The two-layer network in plain loops, to be read beside docs/mathematics.md. */
package digits.tutorial;
