"""A company's own supply assessment, on its own machine: nothing is sent, nothing is kept here.

Every file that is written lies in the folder that the user chose. No module of this room opens a
socket, and no error or log line holds what a company typed.
"""
