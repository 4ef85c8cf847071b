/** Arithmetic on float arrays: scalar kernels say what is meant, vector kernels do it fast. */
package digits.kernel;
