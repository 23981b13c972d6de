package io.tripline.notify.template;

/** A template that cannot be used. The message says where and what is wrong. */
public final class BadTemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  BadTemplateException(String message) {
    super(message);
  }
}
