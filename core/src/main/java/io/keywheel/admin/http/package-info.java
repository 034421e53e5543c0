/** How the admin API speaks HTTP, whatever it is about: operations by the contract, checked bodies, problems, pages. */
@NullMarked
package io.keywheel.admin.http;

import org.jspecify.annotations.NullMarked;
