"""The font of the figures, so that Chinese shows wherever they are drawn, with its licence; `build_font` rebuilds it.

Nothing here is changed by hand: characters are added by rebuilding (FONT.md).
"""
