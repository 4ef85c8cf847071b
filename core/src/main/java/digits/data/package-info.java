/** Labelled pictures: reading them from files, splitting them, putting them in a random order. */
package digits.data;
