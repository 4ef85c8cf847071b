/**
 * Labelled pictures: reading them from files, splitting them, putting them in a random order,
 * changing them at random.
 */
package digits.data;
