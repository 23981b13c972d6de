/** The story that the demo tells: some services over five weeks, made from a seed. */
package io.tripline.local.story;
