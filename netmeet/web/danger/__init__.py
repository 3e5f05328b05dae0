"""Is anyone in danger today?"""
