/** The named models: architecture and recipe side by side. */
package digits.zoo;
