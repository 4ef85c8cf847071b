/** Model files, and the trained models that the library carries. */
package digits.model;
