"""Operators of a program: named, admitted, agreed with, ended."""
