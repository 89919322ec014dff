"""Sanctions Watch, the application: articles in, scored and explained alerts out."""
