/// Plays the files of the folder `dialogs` against a whole gateway in this process.
@NullMarked
package weir.dialogs;

import org.jspecify.annotations.NullMarked;
